package dev.cleanup.storage;

/**
 * A part of something, in whole percent. Immutable.
 *
 * @param percent from 1 to 100
 */
public record Percentage(int percent) {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is not between 1 and 100
     */
    public Percentage {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException(
                    "percent (" + percent + ") must lie between 1 and 100: a share of nothing"
                            + " would take everything or nothing, and no whole has more than 100. Use a number such as 80");
        }
    }

    /**
     * The share of an amount, without overflow.
     *
     * @param amount zero or more
     * @return the share, rounded down
     */
    public long of(long amount) {
        return amount / 100 * percent + amount % 100 * percent / 100;
    }

    /** The share of an amount, rounded up. */
    public long ofRoundedUp(long amount) {
        return amount / 100 * percent + (amount % 100 * percent + 99) / 100;
    }

    @Override
    public String toString() {
        return percent + "%";
    }
}
