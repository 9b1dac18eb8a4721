package dev.cleanup;

import dev.cleanup.history.SightingScope;
import dev.cleanup.history.SightingStore;
import dev.cleanup.history.SightingTime;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * A ledger of sightings in memory, about 150 bytes for each orphan. It forgets when the process ends.
 *
 * <p>For processes that run a cleanup again and again, which {@link CleanupBuilder#allowInMemorySightings} has to say. Where
 * cleanups are composed anew for each run, they share one ledger. Safe for use by several threads.
 */
public final class InMemorySightings implements SightingStore {

    private final Map<SightingScope, Page> pages = new ConcurrentHashMap<>();

    private record Page(SightingTime time, Map<String, Instant> orphans) {}

    /** A ledger that knows nothing yet. */
    public InMemorySightings() {}

    @Override
    public boolean outlivesProcess() {
        return false;
    }

    @Override
    public Optional<SightingTime> time(SightingScope place) {
        return Optional.ofNullable(pages.get(place)).map(Page::time);
    }

    @Override
    public void lookUp(SightingScope place, Collection<String> marks, BiConsumer<String, Instant> sink) {
        Map<String, Instant> known = orphans(place);
        marks.forEach(mark -> Optional.ofNullable(known.get(mark)).ifPresent(first -> sink.accept(mark, first)));
    }

    @Override
    public void remember(SightingScope place, SightingTime time, Iterable<List<String>> orphans) {
        Map<String, Instant> known = orphans(place);
        Map<String, Instant> fresh = new HashMap<>();
        orphans.forEach(batch -> batch.forEach(mark -> fresh.put(mark, known.getOrDefault(mark, time.time()))));
        pages.put(place, new Page(time, fresh));
    }

    private Map<String, Instant> orphans(SightingScope place) {
        return Optional.ofNullable(pages.get(place)).map(Page::orphans).orElseGet(Map::of);
    }

    /** Shows how many orphans it knows. */
    @Override
    public String toString() {
        return "the ledger in memory of "
                + pages.values().stream()
                        .mapToInt(page -> page.orphans().size())
                        .sum() + " orphans";
    }
}
