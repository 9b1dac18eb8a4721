package dev.cleanup.history;

import java.util.List;

/**
 * Remembers the runs that have ended, for people who ask what was done, and for guards that compare.
 *
 * <p>The newest entry is the one that was appended last, whatever the clocks said. Several cleanups may share a history.
 * Implementations are safe for use by several threads, and hold no more than their {@link HistoryRetention} says.
 */
public interface RunHistory {

    /**
     * Adds an entry, and drops what the retention no longer keeps.
     *
     * @param entry the run that has ended
     * @throws HistoryUnavailableException if nobody can say that the entry is kept
     */
    void append(RunEntry entry);

    /**
     * Reads entries.
     *
     * @param query which of them
     * @return the entries, the newest first
     * @throws HistoryUnavailableException if they cannot be read, never an empty list for a fault
     */
    List<RunEntry> entries(HistoryQuery query);
}
