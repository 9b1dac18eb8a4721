package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * A history in memory: it knows what happened since the process began.
 *
 * <p>For tests, and for hosts that show their last runs. Safe for use by several threads.
 */
public final class InMemoryHistory implements RunHistory {

    private final HistoryRetention retention;

    /** The newest first. */
    private final Deque<RunEntry> entries = new ArrayDeque<>();

    private InMemoryHistory(HistoryRetention retention) {
        this.retention = retention;
    }

    /**
     * A history without entries.
     *
     * @param retention how much it keeps
     * @return the history
     */
    public static InMemoryHistory keeping(HistoryRetention retention) {
        return new InMemoryHistory(requireNonNull(retention, "retention"));
    }

    @Override
    public synchronized void append(RunEntry entry) {
        entries.addFirst(requireNonNull(entry, "entry"));
        long newer = 0;
        for (Iterator<RunEntry> all = entries.iterator(); all.hasNext(); ) {
            RunEntry old = all.next();
            boolean alike =
                    old.cleanup().equals(entry.cleanup()) && old.storage().equals(entry.storage());
            if (alike && !retention.keeps(old, newer++, entry.started())) {
                all.remove();
            }
        }
    }

    @Override
    public synchronized List<RunEntry> entries(HistoryQuery query) {
        return entries.stream().filter(query::matches).limit(query.most()).toList();
    }

    /** Shows how many entries there are, and what is kept. */
    @Override
    public synchronized String toString() {
        return entries.size() + " runs in memory, keeping " + retention;
    }
}
