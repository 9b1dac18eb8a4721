package dev.cleanup.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of a history are asked for. Immutable; each restriction returns a copy.
 *
 * <pre>{@code
 * history.entries(HistoryQuery.newest(20).ofCleanup("media").since(lastMonday))
 * }</pre>
 *
 * @param most no more than so many, the newest
 * @param cleanup of this cleanup alone
 * @param storage over this storage alone
 * @param since begun at that instant or later
 */
public record HistoryQuery(int most, Optional<String> cleanup, Optional<String> storage, Optional<Instant> since) {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public HistoryQuery {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "most (" + most + ") must be positive: who asks for no entry learns nothing");
        }
        requireNonNull(cleanup, "cleanup");
        requireNonNull(storage, "storage");
        requireNonNull(since, "since");
    }

    /**
     * The newest entries, of all cleanups.
     *
     * @param most how many at most
     * @return the query
     * @throws IllegalArgumentException if the number is not positive
     */
    public static HistoryQuery newest(int most) {
        return new HistoryQuery(most, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same, of one cleanup alone.
     *
     * @param name its name
     * @return a restricted copy
     */
    public HistoryQuery ofCleanup(String name) {
        return new HistoryQuery(most, Optional.of(name), storage, since);
    }

    /**
     * The same, over one storage alone.
     *
     * @param id its id
     * @return a restricted copy
     */
    public HistoryQuery over(String id) {
        return new HistoryQuery(most, cleanup, Optional.of(id), since);
    }

    /**
     * The same, since an instant alone.
     *
     * @param instant the earliest start of a run
     * @return a restricted copy
     */
    public HistoryQuery since(Instant instant) {
        return new HistoryQuery(most, cleanup, storage, Optional.of(instant));
    }

    /**
     * Whether an entry is of those that are asked for, were there no limit to their number.
     *
     * @param entry the entry
     * @return whether all restrictions let it pass
     */
    public boolean matches(RunEntry entry) {
        return cleanup.filter(name -> !name.equals(entry.cleanup())).isEmpty()
                && storage.filter(id -> !id.equals(entry.storage())).isEmpty()
                && since.filter(start -> entry.started().isBefore(start)).isEmpty();
    }
}
