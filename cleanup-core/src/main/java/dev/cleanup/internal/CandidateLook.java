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
import java.util.Set;

/**
 * Who names a candidate: all references are read, and those that name one of some keys are remembered.
 *
 * <p>Names are compared after folding, so that another spelling of a reference protects, too. This is the second look before a removal. What was named once stays named. Owners that are claimed for this very
 * removal do not count.
 */
final class CandidateLook {

    /** A batch may be removed by a complete read that began no longer ago than this. */
    static final Duration FRESH = Duration.ofMinutes(1);

    private final ReferenceReader reader;
    private final InstantSource clock;
    private final String task;
    private final Set<Owner> claimed;
    private final Fingerprints candidates = new Fingerprints();
    private final Map<String, Owner> named = new HashMap<>();
    private Optional<Began> began = Optional.empty();

    /** When a complete read began, by the composed clock and by the machine's own, which nobody can set. */
    private record Began(Instant at, long nanos) {}

    CandidateLook(
            ReferenceReader reader,
            InstantSource clock,
            String task,
            Collection<FileKey> candidates,
            Set<Owner> claimed) {
        this.reader = reader;
        this.clock = clock;
        this.task = task;
        this.claimed = claimed;
        candidates.forEach(key -> this.candidates.add(Fold.of(key.path())));
    }

    /** Reads again unless the last complete read is fresh; throws as {@link ReferenceReader#read} does. */
    void refresh(Phase phase) {
        if (began.filter(this::isFresh).isPresent()) {
            return;
        }
        Began now = new Began(clock.instant(), System.nanoTime());
        reader.read(task, phase, this::note);
        began = Optional.of(now);
    }

    private boolean isFresh(Began last) {
        Duration age = Duration.between(last.at(), clock.instant());
        return !age.isNegative() && age.compareTo(FRESH) <= 0 && System.nanoTime() - last.nanos() <= FRESH.toNanos();
    }

    private boolean note(FileKey key, Owner owner) {
        String fold = Fold.of(key.path());
        if (candidates.contains(fold) && !claimed.contains(owner)) {
            named.putIfAbsent(fold, owner);
        }
        return true;
    }

    /** Who names a candidate, other than those claimed. */
    Optional<Owner> ownerOf(FileKey key) {
        return Optional.ofNullable(named.get(Fold.of(key.path())));
    }
}
