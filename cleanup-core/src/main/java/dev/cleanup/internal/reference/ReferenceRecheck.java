package dev.cleanup.internal.reference;

import dev.cleanup.internal.compact.FingerprintSet;
import dev.cleanup.internal.context.ElapsedTime;
import dev.cleanup.internal.context.ReferenceReader;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.storage.FileKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Who names a candidate: all references are read, and those that name one of some keys are remembered.
 *
 * <p>Names are compared after folding, so that another spelling of a reference protects, too. This is the second look
 * before a removal. What was named once stays named.
 *
 * <p>Of the owners that name a candidate, those are kept that may be excused, and one other: it protects whatever the rest
 * are. So a million rows that name one candidate take no memory.
 */
public final class ReferenceRecheck implements ReferenceReader.Look {

    /** A batch may be removed by a complete read that began no longer ago than this. */
    static final Duration FRESH = Duration.ofMinutes(1);

    private final ReferenceReader reader;
    private final ElapsedTime clocks;
    private final String task;
    private final FingerprintSet candidates = new FingerprintSet();
    private final Predicate<Owner> excusable;
    private final Map<String, Set<Owner>> named = new HashMap<>();
    private final Map<String, Owner> protectedBy = new HashMap<>();
    private Optional<ElapsedTime.Moment> began = Optional.empty();
    private final ReferenceSnapshot faults;
    private List<ReferenceCounts> counts = List.of();

    public ReferenceRecheck(
            ReferenceReader reader,
            ElapsedTime clocks,
            String task,
            Consumer<Consumer<FileKey>> candidates,
            Predicate<Owner> excusable,
            ReferenceSnapshot faults) {
        this.reader = reader;
        this.clocks = clocks;
        this.task = task;
        this.excusable = excusable;
        this.faults = faults;
        candidates.accept(key -> this.candidates.add(NameFolding.of(key.path())));
    }

    /**
     * Returns a look at the owners that name some keys.
     *
     * @param excusable whose references may not count
     */
    public static ReferenceRecheck of(
            RunContext walk, String task, Consumer<Consumer<FileKey>> keys, Predicate<Owner> excusable) {
        return new ReferenceRecheck(
                walk.reader(),
                ElapsedTime.of(walk.composition().clock()),
                task,
                keys,
                excusable,
                new ReferenceSnapshot(walk.storage()));
    }

    /** Reads again unless the last complete read is fresh; whether it did; throws as {@link ReferenceReader#read} does. */
    public boolean refresh(Phase phase) {
        if (began.filter(last -> clocks.isWithin(FRESH, last)).isPresent()) {
            return false;
        }
        ElapsedTime.Moment now = clocks.now();
        counts = reader.read(task, phase, this);
        began = Optional.of(now);
        return true;
    }

    @Override
    public void names(FileKey key, Owner owner) {
        String fold = NameFolding.of(key.path());
        if (!candidates.contains(fold)) {
            return;
        }
        if (excusable.test(owner)) {
            named.computeIfAbsent(fold, name -> new LinkedHashSet<>()).add(owner);
        } else {
            protectedBy.putIfAbsent(fold, owner);
        }
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        faults.unmappable(value, owner, why);
    }

    /** What the last complete read delivered. */
    public List<ReferenceCounts> counts() {
        return counts;
    }

    /** The values of all reads of which nobody knows what they protect. */
    public ReferenceSnapshot faults() {
        return faults;
    }

    /** Who names a candidate. */
    public Optional<Owner> ownerOf(FileKey key) {
        return ownerOf(key, owner -> false);
    }

    /** Who names a candidate, other than those that are claimed for this very removal. */
    public Optional<Owner> ownerOf(FileKey key, Predicate<Owner> claimed) {
        return Optional.ofNullable(protectedBy.get(NameFolding.of(key.path())))
                .or(() -> excusedOwnersOf(key).stream().filter(claimed.negate()).findFirst());
    }

    /** Those who name a candidate and may be excused. */
    public Set<Owner> excusedOwnersOf(FileKey key) {
        return named.getOrDefault(NameFolding.of(key.path()), Set.of());
    }

    /** How many owners it keeps. */
    int owners() {
        return protectedBy.size() + named.values().stream().mapToInt(Set::size).sum();
    }
}
