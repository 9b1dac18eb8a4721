package dev.cleanup.jsonstore;

import dev.cleanup.history.Retention;
import dev.cleanup.history.RunEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes through a history from its newest entry on, and says which entries its retention keeps. */
final class Kept {

    private final Retention retention;
    private final Map<List<String>, Newer> newer = new HashMap<>();

    private record Newer(long count, Instant newest) {}

    Kept(Retention retention) {
        this.retention = retention;
    }

    boolean next(RunEntry entry) {
        List<String> place = List.of(entry.cleanup(), entry.storage());
        Newer before = newer.getOrDefault(place, new Newer(0, entry.started()));
        newer.put(place, new Newer(before.count() + 1, before.newest()));
        return retention.keeps(entry, before.count(), before.newest());
    }
}
