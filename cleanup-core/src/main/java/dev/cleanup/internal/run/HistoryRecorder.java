package dev.cleanup.internal.run;

import dev.cleanup.fact.FactValue;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.QuarantineEntry;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import dev.cleanup.history.RunRequest;
import dev.cleanup.history.TaskEntry;
import dev.cleanup.internal.config.Memory;
import dev.cleanup.internal.config.RunOptions;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.storage.StorageUsageMeter;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import dev.cleanup.support.LogSafeThrowable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one run, and writes its entry into the host's history. A history that fails breaks no run. */
public final class HistoryRecorder implements CleanupListener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private final Map<String, Map<String, Long>> failures = new HashMap<>();
    private OptionalLong measured = OptionalLong.empty();

    /** Whoever follows a run, this one first. */
    public List<CleanupListener> before(List<CleanupListener> listeners) {
        List<CleanupListener> all = new ArrayList<>(List.of(this));
        all.addAll(listeners);
        return all;
    }

    /** A failure with an exact count, where a report holds no more than samples. */
    @Override
    public void onItem(String task, ItemReport item) {
        if (item.outcome() instanceof Outcome.Failed failed) {
            count(task, failed.failure());
        } else if (item.outcome() instanceof Outcome.Unknown unknown) {
            count(task, unknown.failure());
        }
    }

    private void count(String task, Failure failure) {
        failures.computeIfAbsent(task, name -> new TreeMap<>()).merge(failure.type(), 1L, Long::sum);
    }

    /** What all stored files held, when a task of this run measured it. */
    public void measured(long bytes) {
        measured = OptionalLong.of(bytes);
    }

    /** Remembers what a run did; the report says so if that failed. */
    CleanupReport remember(CleanupReport report, RunContext walk) {
        return walk.composition()
                .memory()
                .history()
                .map(history -> append(history, report, walk))
                .orElse(report);
    }

    /** Remembers that files were put back because somebody asked for it. */
    QuarantineReport remember(QuarantineReport report, RunContext walk) {
        walk.composition().memory().history().ifPresent(history -> {
            try {
                history.append(entry(report, walk));
            } catch (Throwable fault) {
                LOG.warn("That files were put back could not be written to the history", LogSafeThrowable.of(fault));
            }
        });
        return report;
    }

    private static RunEntry entry(QuarantineReport report, RunContext walk) {
        RunRequest request = new RunRequest(
                RunRequest.Operation.RESTORE,
                walk.call().actor(),
                Optional.empty(),
                List.of(),
                walk.call().until());
        return new RunEntry(
                walk.id(),
                walk.composition().name(),
                walk.storage().id(),
                request,
                walk.now(),
                Duration.ofNanos(walk.nanos()),
                List.of(),
                List.of(),
                QuarantineEntry.of(report),
                OptionalLong.empty());
    }

    private CleanupReport append(RunHistory history, CleanupReport report, RunContext walk) {
        try {
            history.append(entry(report, walk.call(), used(report, walk)));
            return report;
        } catch (Throwable fault) {
            LOG.warn(
                    "Run {} of cleanup {} could not be written to the history",
                    report.id(),
                    report.cleanup(),
                    LogSafeThrowable.of(fault));
            return noted(report, "The history does not have this run: " + words(fault));
        }
    }

    private static String words(Throwable fault) {
        return fault instanceof HistoryUnavailableException told
                ? String.valueOf(told.getMessage())
                : Failure.of(fault).toString();
    }

    private static CleanupReport noted(CleanupReport report, String note) {
        List<String> notes = new ArrayList<>(report.notes());
        notes.add(note);
        return new CleanupReport(
                report.id(),
                report.cleanup(),
                report.storage(),
                report.actor(),
                report.approvedBy(),
                report.startedAt(),
                report.duration(),
                report.references(),
                report.tasks(),
                report.quarantine(),
                report.freeSpaceChange(),
                notes);
    }

    /** What the storage holds by now: measured again where the host asked for it, else reckoned from what a task measured. */
    private OptionalLong used(CleanupReport report, RunContext walk) {
        if (walk.composition().memory().use() == Memory.StorageUse.MEASURED && !isSkipped(report)) {
            return measuredNow(walk);
        }
        OutcomeCounts files = report.files();
        return measured.isEmpty()
                ? measured
                : OptionalLong.of(Math.max(0, measured.getAsLong() - files.bytes() - files.bytesAside()));
    }

    /** Another run is under way, and would only be slowed down. */
    private static boolean isSkipped(CleanupReport report) {
        return report.tasks().stream().allMatch(task -> task.outcome() instanceof TaskOutcome.Skipped);
    }

    private static OptionalLong measuredNow(RunContext walk) {
        try {
            FactValue<Long> used = StorageUsageMeter.ofAll(walk, "history").measure(0);
            return used instanceof FactValue.Known<Long> known ? OptionalLong.of(known.value()) : OptionalLong.empty();
        } catch (StopCondition.HaltedException halted) {
            return OptionalLong.empty();
        } catch (RuntimeException fault) {
            LOG.warn("The storage could not be measured for the history", LogSafeThrowable.of(fault));
            return OptionalLong.empty();
        }
    }

    private RunEntry entry(CleanupReport report, RunOptions call, OptionalLong used) {
        RunRequest request = new RunRequest(
                call.operation(),
                report.actor(),
                report.approvedBy(),
                call.only().map(List::copyOf).orElse(List.of()),
                call.until());
        return new RunEntry(
                report.id(),
                report.cleanup(),
                report.storage(),
                request,
                report.startedAt(),
                report.duration(),
                report.references(),
                report.tasks().stream().map(this::entry).toList(),
                QuarantineEntry.of(report.quarantine()),
                used);
    }

    private TaskEntry entry(TaskReport task) {
        return new TaskEntry(
                task.task(),
                task.outcome(),
                task.seen(),
                task.files(),
                task.records(),
                failures.getOrDefault(task.task(), Map.of()));
    }
}
