package dev.cleanup.internal;

import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.storage.FileKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The references once more, right before removing: what they name by now is struck from the candidates.
 *
 * <p>Only keys that are candidates are remembered. What was struck once stays struck.
 */
final class SecondLook {

    /** A batch may be removed by a complete read that began no longer ago than this. */
    static final Duration FRESH = Duration.ofMinutes(1);

    private final ReferenceReader reader;
    private final InstantSource clock;
    private final String task;
    private final Fingerprints candidates = new Fingerprints();
    private final Map<FileKey, Owner> struck = new HashMap<>();
    private Optional<Began> began = Optional.empty();

    /** When a complete read began, by the composed clock and by the machine's own, which nobody can set. */
    private record Began(Instant at, long nanos) {}

    SecondLook(ReferenceReader reader, InstantSource clock, String task, Collection<FileKey> candidates) {
        this.reader = reader;
        this.clock = clock;
        this.task = task;
        candidates.forEach(this.candidates::add);
    }

    /** Reads again unless the last complete read is fresh; throws as {@link ReferenceReader#read} does. */
    void refresh() {
        if (began.filter(this::isFresh).isPresent()) {
            return;
        }
        Began now = new Began(clock.instant(), System.nanoTime());
        reader.read(task, Phase.SECOND_LOOK, this::strike);
        began = Optional.of(now);
    }

    private boolean isFresh(Began last) {
        Duration age = Duration.between(last.at(), clock.instant());
        return !age.isNegative() && age.compareTo(FRESH) <= 0 && System.nanoTime() - last.nanos() <= FRESH.toNanos();
    }

    private boolean strike(FileKey key, Owner owner) {
        if (candidates.contains(key)) {
            struck.putIfAbsent(key, owner);
        }
        return true;
    }

    /** Who names a candidate by now. */
    Optional<Owner> ownerOf(FileKey key) {
        return Optional.ofNullable(struck.get(key));
    }
}
