package dev.cleanup.internal.context;

import dev.cleanup.internal.config.CleanupConfig;
import dev.cleanup.internal.config.RunOptions;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.MeasuredStorage;
import dev.cleanup.storage.RecoverableStorage;
import dev.cleanup.storage.StorageTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What all parts of one call share: the instant it judges by, when it must end, who follows it. Not for several threads. */
public final class RunContext {

    private final String id = UUID.randomUUID().toString();
    private final long startNanos = System.nanoTime();
    private final RunFigures figures = new RunFigures();
    private final CleanupConfig composition;
    private final RunOptions call;
    private final Instant now;
    private final StopCondition halt;
    private final EventPublisher events;
    private final ReferenceReader reader;
    private List<String> recovered = List.of();
    private Optional<Long> freeBefore = Optional.empty();

    public RunContext(CleanupConfig composition, RunOptions call, StopCondition.Brake brake) {
        this.composition = composition;
        this.call = call;
        this.now = composition.clock().instant();
        this.halt = new StopCondition(composition.clock(), now, call, composition.budget(), brake);
        this.events = new EventPublisher(figures.before(composition.listeners()), composition.clock(), now);
        this.reader = new ReferenceReader(composition.references(), halt, events);
    }

    /** Lets the storage put in order what an interrupted run left there, and measures what is free before. */
    public void recover() {
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
    public void reserve(CleanupReport report) {
        boolean wasDone =
                report.tasks().stream().anyMatch(task -> task.outcome().isSuccess());
        if (wasDone && storage() instanceof RecoverableStorage recoverable) {
            try {
                recoverable.reserveSpace();
            } catch (RuntimeException leftForTheNextRun) {
                return;
            }
        }
    }

    /** By how much the free space has grown since; empty where it is not measured. */
    public Optional<Long> spaceGained() {
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
    public List<String> recovered() {
        return recovered;
    }

    public String id() {
        return id;
    }

    public CleanupConfig composition() {
        return composition;
    }

    public StorageTarget storage() {
        return composition.storage();
    }

    public RunOptions call() {
        return call;
    }

    public Instant now() {
        return now;
    }

    public StopCondition halt() {
        return halt;
    }

    public EventPublisher events() {
        return events;
    }

    /** Returns what is counted for the host's history. */
    public RunFigures figures() {
        return figures;
    }

    public ReferenceReader reader() {
        return reader;
    }

    public long nanos() {
        return System.nanoTime() - startNanos;
    }
}
