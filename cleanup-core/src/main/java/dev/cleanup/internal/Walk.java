package dev.cleanup.internal;

import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.MeasuredStorage;
import dev.cleanup.storage.RecoverableStorage;
import dev.cleanup.storage.StorageTarget;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What all parts of one call share: the instant it judges by, when it must end, who follows it. Not for several threads. */
final class Walk {

    private final String id = UUID.randomUUID().toString();
    private final long startNanos = System.nanoTime();
    private final Chronicle chronicle = new Chronicle();
    private final Composition composition;
    private final Call call;
    private final Instant now;
    private final Halt halt;
    private final Events events;
    private final ReferenceReader reader;
    private List<String> recovered = List.of();
    private Optional<Long> freeBefore = Optional.empty();

    Walk(Composition composition, Call call, Halt.Brake brake) {
        this.composition = composition;
        this.call = call;
        this.now = composition.clock().instant();
        this.halt = new Halt(composition.clock(), now, call, composition.budget(), brake);
        this.events = new Events(chronicle.before(composition.listeners()), composition.clock(), now);
        this.reader = new ReferenceReader(composition.references(), halt, events);
    }

    /** Lets the storage put in order what an interrupted run left there, and measures what is free before. */
    void recover() {
        if (halt.reason().isPresent()) {
            return; // as each task will say
        }
        freeBefore = free();
        if (storage() instanceof RecoverableStorage recoverable) {
            try {
                recovered = recoverable.recover(now);
            } catch (RuntimeException fault) {
                recovered = List.of("What an interrupted run may have left could not be put in order (" + fault + ").");
            }
        }
    }

    /**
     * Lets the storage keep room for the next removal, once a task was done here: it is the right place then.
     *
     * @param report what was done
     */
    void reserve(CleanupReport report) {
        boolean wasDone =
                report.tasks().stream().anyMatch(task -> task.outcome().isSuccess());
        if (wasDone && storage() instanceof RecoverableStorage recoverable) {
            try {
                recoverable.reserve();
            } catch (RuntimeException leftForTheNextRun) {
                return;
            }
        }
    }

    /** By how much the free space has grown since; empty where it is not measured. */
    Optional<Long> spaceGained() {
        return freeBefore.flatMap(before -> free().map(now -> now - before));
    }

    /** A figure for readers: where it cannot be had, there is none. */
    private Optional<Long> free() {
        try {
            return storage() instanceof MeasuredStorage measured
                    ? Optional.of(measured.space().free())
                    : Optional.empty();
        } catch (RuntimeException unmeasured) {
            return Optional.empty();
        }
    }

    /** What was done to put the storage in order. */
    List<String> recovered() {
        return recovered;
    }

    /**
     * Looks at who names some keys.
     *
     * @param excusable whose references may not count
     */
    CandidateLook look(String task, Collection<FileKey> keys, Predicate<Owner> excusable) {
        return look(task, keys::forEach, excusable);
    }

    /** Looks at who names whatever would go. */
    CandidateLook look(Draft draft) {
        return look(draft.task().name(), draft.items()::forEachKey, owner -> false);
    }

    private CandidateLook look(String task, Consumer<Consumer<FileKey>> keys, Predicate<Owner> excusable) {
        return new CandidateLook(
                reader, TwoClocks.of(composition.clock()), task, keys, excusable, new FirstLook(storage()));
    }

    /** Looks up on the caller's thread alone, as within a listing, which may hold what another thread would wait for. */
    StrictLookup lookupAlone() {
        return new StrictLookup(new SharedLookup(storage(), Optional.empty()), halt, events);
    }

    StrictLookup lookup() {
        return new StrictLookup(new SharedLookup(storage(), composition.overlap()), halt, events);
    }

    String id() {
        return id;
    }

    Composition composition() {
        return composition;
    }

    StorageTarget storage() {
        return composition.storage();
    }

    Call call() {
        return call;
    }

    Instant now() {
        return now;
    }

    Halt halt() {
        return halt;
    }

    Events events() {
        return events;
    }

    /** What the host's history will know of this call. */
    Chronicle chronicle() {
        return chronicle;
    }

    ReferenceReader reader() {
        return reader;
    }

    long nanos() {
        return System.nanoTime() - startNanos;
    }
}
