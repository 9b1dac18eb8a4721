package dev.cleanup.jsonstore.internal.history;

import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes through a history from its newest entry on, and says which entries its retention keeps. */
public final class RetentionFilter {

    private final HistoryRetention retention;
    private final Map<List<String>, Newer> newer = new HashMap<>();

    private record Newer(long count, Instant newest) {}

    public RetentionFilter(HistoryRetention retention) {
        this.retention = retention;
    }

    public boolean next(RunEntry entry) {
        List<String> place = List.of(entry.cleanup(), entry.storage());
        Newer before = newer.getOrDefault(place, new Newer(0, entry.started()));
        newer.put(place, new Newer(before.count() + 1, before.newest()));
        return retention.keeps(entry, before.count(), before.newest());
    }
}
