package dev.cleanup.internal.run;

import dev.cleanup.internal.config.CleanupConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compositions that live in this JVM: two of different names over overlapping places take each other's files for
 * orphans.
 */
final class OverlapRegistry {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    /** What lives where, for as long as the host holds it. */
    private static final Map<Engine, Place> PLACES = new WeakHashMap<>();

    /** Of which pairs was warned: hosts may compose anew for each request. */
    private static final Set<Set<Place>> WARNED = ConcurrentHashMap.newKeySet();

    private record Place(String name, String storage) {

        boolean overlaps(Place other) {
            return !name.equals(other.name) && (storage.startsWith(other.storage) || other.storage.startsWith(storage));
        }
    }

    private OverlapRegistry() {}

    static void announce(Engine engine) {
        CleanupConfig composition = engine.composition();
        Place place = new Place(composition.name(), composition.storage().id());
        List<Place> others = new ArrayList<>();
        synchronized (PLACES) {
            PLACES.values().stream().filter(place::overlaps).forEach(others::add);
            PLACES.put(engine, place);
        }
        others.stream()
                .distinct()
                .filter(other -> WARNED.add(Set.of(place, other)))
                .forEach(other -> warn(place, other));
    }

    private static void warn(Place place, Place other) {
        LOG.warn(
                "Cleanup '{}' over {} overlaps cleanup '{}' over {}: each takes files that only the other's references"
                        + " name for orphans. Give each its own directory, or compose one cleanup with all references.",
                place.name,
                place.storage,
                other.name,
                other.storage);
    }
}
