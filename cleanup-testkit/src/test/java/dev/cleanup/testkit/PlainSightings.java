package dev.cleanup.testkit;

import dev.cleanup.history.HistoryUnavailableException;
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

/** The plainest ledger that keeps the contract, over a place that outlives it. */
public class PlainSightings implements SightingStore {

    private record Page(SightingTime time, Map<String, Instant> orphans) {}

    /** What outlives the ledger. */
    public static final class Place {
        private final Map<SightingScope, Page> pages = new ConcurrentHashMap<>();
        private boolean isBroken;

        public void breakDown() {
            isBroken = true;
        }
    }

    final Place place;

    public PlainSightings(Place place) {
        this.place = place;
    }

    @Override
    public boolean outlivesProcess() {
        return true;
    }

    @Override
    public Optional<SightingTime> time(SightingScope of) {
        return page(of).map(Page::time);
    }

    @Override
    public void lookUp(SightingScope of, Collection<String> marks, BiConsumer<String, Instant> sink) {
        Map<String, Instant> known = page(of).map(Page::orphans).orElse(Map.of());
        marks.stream().filter(known::containsKey).forEach(mark -> sink.accept(mark, known.get(mark)));
    }

    @Override
    public void remember(SightingScope of, SightingTime time, Iterable<List<String>> orphans) {
        Map<String, Instant> known = page(of).map(Page::orphans).orElse(Map.of());
        Map<String, Instant> fresh = new HashMap<>();
        orphans.forEach(batch -> batch.forEach(mark -> fresh.put(mark, known.getOrDefault(mark, time.time()))));
        place.pages.put(of, new Page(time, fresh));
    }

    private Optional<Page> page(SightingScope of) {
        if (place.isBroken) {
            throw new HistoryUnavailableException("sightings could not be read", null);
        }
        return Optional.ofNullable(place.pages.get(of));
    }
}
