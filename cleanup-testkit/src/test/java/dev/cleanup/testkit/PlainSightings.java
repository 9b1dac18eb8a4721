package dev.cleanup.testkit;

import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.SightingLedger;
import dev.cleanup.history.SightingPlace;
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
class PlainSightings implements SightingLedger {

    private record Page(SightingTime time, Map<String, Instant> orphans) {}

    /** What outlives the ledger. */
    static final class Place {
        private final Map<SightingPlace, Page> pages = new ConcurrentHashMap<>();
        private boolean isBroken;

        void breakDown() {
            isBroken = true;
        }
    }

    final Place place;

    PlainSightings(Place place) {
        this.place = place;
    }

    @Override
    public boolean outlivesProcess() {
        return true;
    }

    @Override
    public Optional<SightingTime> time(SightingPlace of) {
        return page(of).map(Page::time);
    }

    @Override
    public void lookUp(SightingPlace of, Collection<String> marks, BiConsumer<String, Instant> sink) {
        Map<String, Instant> known = page(of).map(Page::orphans).orElse(Map.of());
        marks.stream().filter(known::containsKey).forEach(mark -> sink.accept(mark, known.get(mark)));
    }

    @Override
    public void remember(SightingPlace of, SightingTime time, Iterable<List<String>> orphans) {
        Map<String, Instant> known = page(of).map(Page::orphans).orElse(Map.of());
        Map<String, Instant> fresh = new HashMap<>();
        orphans.forEach(batch -> batch.forEach(mark -> fresh.put(mark, known.getOrDefault(mark, time.time()))));
        place.pages.put(of, new Page(time, fresh));
    }

    private Optional<Page> page(SightingPlace of) {
        if (place.isBroken) {
            throw new HistoryUnavailableException("sightings could not be read", null);
        }
        return Optional.ofNullable(place.pages.get(of));
    }
}
