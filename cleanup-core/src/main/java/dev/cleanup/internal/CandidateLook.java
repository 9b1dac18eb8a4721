package dev.cleanup.internal;

import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.report.SourceCounts;
import dev.cleanup.storage.FileKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who names a candidate: all references are read, and those that name one of some keys are remembered.
 *
 * <p>Names are compared after folding, so that another spelling of a reference protects, too. This is the second look before a removal. What was named once stays named. Owners that are claimed for this very
 * removal do not count.
 */
final class CandidateLook implements ReferenceReader.Look {

    /** A batch may be removed by a complete read that began no longer ago than this. */
    static final Duration FRESH = Duration.ofMinutes(1);

    private final ReferenceReader reader;
    private final InstantSource clock;
    private final String task;
    private final Set<Owner> claimed;
    private final Fingerprints candidates = new Fingerprints();
    private final Map<String, Owner> named = new HashMap<>();

    /** Who of the claimed names a candidate: one whose claim does not hold in the end counts like any other. */
    private final Map<String, Set<Owner>> namedByClaimed = new HashMap<>();

    private final FirstLook unmappable;
    private List<SourceCounts> counts = List.of();
    private Optional<Began> began = Optional.empty();

    /** When a complete read began, by the composed clock and by the machine's own, which nobody can set. */
    private record Began(Instant at, long nanos) {}

    CandidateLook(
            ReferenceReader reader,
            InstantSource clock,
            String task,
            Collection<FileKey> candidates,
            Set<Owner> claimed,
            FirstLook unmappable) {
        this.reader = reader;
        this.clock = clock;
        this.task = task;
        this.claimed = claimed;
        this.unmappable = unmappable;
        candidates.forEach(key -> this.candidates.add(Fold.of(key.path())));
    }

    /** Reads again unless the last complete read is fresh; throws as {@link ReferenceReader#read} does. */
    void refresh(Phase phase) {
        if (began.filter(this::isFresh).isPresent()) {
            return;
        }
        Began now = new Began(clock.instant(), System.nanoTime());
        counts = reader.read(task, phase, this);
        began = Optional.of(now);
    }

    private boolean isFresh(Began last) {
        Duration age = Duration.between(last.at(), clock.instant());
        return !age.isNegative() && age.compareTo(FRESH) <= 0 && System.nanoTime() - last.nanos() <= FRESH.toNanos();
    }

    @Override
    public boolean names(FileKey key, Owner owner) {
        String fold = Fold.of(key.path());
        if (candidates.contains(fold)) {
            if (claimed.contains(owner)) {
                namedByClaimed.computeIfAbsent(fold, none -> new HashSet<>()).add(owner);
            } else {
                named.putIfAbsent(fold, owner);
            }
        }
        return true;
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        unmappable.unmappable(value, owner, why);
    }

    /** What the last read delivered. */
    List<SourceCounts> counts() {
        return counts;
    }

    /** The values of all reads that nobody knows the meaning of. */
    FirstLook unmappable() {
        return unmappable;
    }

    /** Who names a candidate, other than those claimed. */
    Optional<Owner> ownerOf(FileKey key) {
        return Optional.ofNullable(named.get(Fold.of(key.path())));
    }

    /** Who names a candidate, other than those whose end is certain: a claim may yet turn out not to hold. */
    Optional<Owner> ownerOf(FileKey key, Set<Owner> ending) {
        Set<Owner> others = namedByClaimed.getOrDefault(Fold.of(key.path()), Set.of());
        return ownerOf(key)
                .or(() ->
                        others.stream().filter(owner -> !ending.contains(owner)).findFirst());
    }
}
