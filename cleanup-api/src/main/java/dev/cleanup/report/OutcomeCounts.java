package dev.cleanup.report;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.support.SizeFormat;

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
 * @param notReached not reached
 * @param bytes logical bytes of what was deleted or archived
 * @param bytesAside logical bytes of what was set aside: they are not free until it is purged
 */
public record OutcomeCounts(
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
        long notReached,
        long bytes,
        long bytesAside) {

    /** No item. */
    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * Checks the sum.
     *
     * @throws IllegalArgumentException if the counts do not add up to the total
     */
    public OutcomeCounts {
        long sum =
                deleted + setAside + archived + putBack + settled + alreadyGone + kept + failed + unknown + notReached;
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
    public static OutcomeCounts of(Outcome outcome, long bytes) {
        boolean gone = outcome instanceof Outcome.Deleted || outcome instanceof Outcome.Archived;
        return new OutcomeCounts(
                1,
                one(outcome instanceof Outcome.Deleted),
                one(outcome instanceof Outcome.Quarantined),
                one(outcome instanceof Outcome.Archived),
                one(outcome instanceof Outcome.Restored),
                one(outcome instanceof Outcome.Settled),
                one(outcome instanceof Outcome.AlreadyGone),
                one(outcome instanceof Outcome.Kept),
                one(outcome instanceof Outcome.Failed),
                one(outcome instanceof Outcome.Unknown),
                one(outcome instanceof Outcome.NotReached),
                gone ? bytes : 0,
                outcome instanceof Outcome.Quarantined ? bytes : 0);
    }

    /**
     * The tally of items that all failed.
     *
     * @param count how many
     * @return the tally
     */
    public static OutcomeCounts failures(long count) {
        return new OutcomeCounts(count, 0, 0, 0, 0, 0, 0, 0, count, 0, 0, 0, 0);
    }

    /**
     * The tally of items that were not reached.
     *
     * @param count how many
     * @return the tally
     */
    public static OutcomeCounts notReached(long count) {
        return new OutcomeCounts(count, 0, 0, 0, 0, 0, 0, 0, 0, 0, count, 0, 0);
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
    public OutcomeCounts plus(OutcomeCounts other) {
        return new OutcomeCounts(
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
                notReached + other.notReached,
                SizeFormat.plus(bytes, other.bytes),
                SizeFormat.plus(bytesAside, other.bytesAside));
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
