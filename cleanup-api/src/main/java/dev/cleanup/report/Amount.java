package dev.cleanup.report;

/**
 * So many files, and what they hold. Immutable.
 *
 * @param files how many
 * @param bytes their logical bytes together, saturating
 */
public record Amount(long files, long bytes) {

    /** Nothing. */
    public static final Amount NONE = new Amount(0, 0);

    /**
     * This amount and one file more.
     *
     * @param size the file's logical size in bytes
     * @return the sum
     */
    public Amount plus(long size) {
        return new Amount(files + 1, Sizes.plus(bytes, size));
    }
}
