package dev.cleanup.report;

import dev.cleanup.outcome.Outcome;

/**
 * Exact counts of what became of items. Immutable; the counts always add up to the total.
 *
 * @param total items that were taken in hand
 * @param deleted confirmed as deleted
 * @param setAside in quarantine
 * @param archived deleted after a verified copy was made
 * @param putBack back at their old place
 * @param settled records in their end state
 * @param alreadyGone gone without our doing
 * @param kept stayed on purpose
 * @param failed were to go and are still there
 * @param unknown nobody can say
 * @param leftOver not reached
 * @param bytes logical bytes of what was deleted or archived
 * @param bytesAside logical bytes of what was set aside: they are not free until it is purged
 */
public record Tally(
        long total,
        long deleted,
        long setAside,
        long archived,
        long putBack,
        long settled,
        long alreadyGone,
        long kept,
        long failed,
        long unknown,
        long leftOver,
        long bytes,
        long bytesAside) {

    /** No item. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * Checks the sum.
     *
     * @throws IllegalArgumentException if the counts do not add up to the total
     */
    public Tally {
        long sum = deleted + setAside + archived + putBack + settled + alreadyGone + kept + failed + unknown + leftOver;
        if (total != sum) {
            throw new IllegalArgumentException("total (" + total + ") must be the sum of all outcomes (" + sum + ")");
        }
    }

    /**
     * The tally of one item.
     *
     * @param outcome what became of it
     * @param bytes its logical size, counted only if it is gone or aside because of us
     * @return the tally
     */
    public static Tally of(Outcome outcome, long bytes) {
        boolean gone = outcome instanceof Outcome.Deleted || outcome instanceof Outcome.Archived;
        return new Tally(
                1,
                one(outcome instanceof Outcome.Deleted),
                one(outcome instanceof Outcome.SetAside),
                one(outcome instanceof Outcome.Archived),
                one(outcome instanceof Outcome.PutBack),
                one(outcome instanceof Outcome.Settled),
                one(outcome instanceof Outcome.AlreadyGone),
                one(outcome instanceof Outcome.Kept),
                one(outcome instanceof Outcome.Failed),
                one(outcome instanceof Outcome.Unknown),
                one(outcome instanceof Outcome.LeftOver),
                gone ? bytes : 0,
                outcome instanceof Outcome.SetAside ? bytes : 0);
    }

    /**
     * The tally of items that all failed.
     *
     * @param count how many
     * @return the tally
     */
    public static Tally failures(long count) {
        return new Tally(count, 0, 0, 0, 0, 0, 0, 0, count, 0, 0, 0, 0);
    }

    /**
     * The tally of items that were not reached.
     *
     * @param count how many
     * @return the tally
     */
    public static Tally leftOver(long count) {
        return new Tally(count, 0, 0, 0, 0, 0, 0, 0, 0, 0, count, 0, 0);
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }

    /**
     * Both tallies together; bytes saturate at {@link Long#MAX_VALUE}.
     *
     * @param other the other tally
     * @return the sum
     */
    public Tally plus(Tally other) {
        return new Tally(
                total + other.total,
                deleted + other.deleted,
                setAside + other.setAside,
                archived + other.archived,
                putBack + other.putBack,
                settled + other.settled,
                alreadyGone + other.alreadyGone,
                kept + other.kept,
                failed + other.failed,
                unknown + other.unknown,
                leftOver + other.leftOver,
                Sizes.plus(bytes, other.bytes),
                Sizes.plus(bytesAside, other.bytesAside));
    }

    /**
     * Items that are gone from their place because of us.
     *
     * @return deleted, set aside and archived together
     */
    public long removed() {
        return deleted + setAside + archived;
    }
}
