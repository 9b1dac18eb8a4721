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
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import dev.cleanup.support.LogSafeThrowable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the entry of one run into the host's history. A history that fails breaks no run. */
final class HistoryRecorder {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private final RunContext walk;

    HistoryRecorder(RunContext walk) {
        this.walk = walk;
    }

    /** Remembers what a run did; the report says so if that failed. */
    CleanupReport remember(CleanupReport report) {
        return walk.composition()
                .memory()
                .history()
                .map(history -> append(history, report))
                .orElse(report);
    }

    /** Remembers that files were put back because somebody asked for it. */
    QuarantineReport remember(QuarantineReport report) {
        walk.composition().memory().history().ifPresent(history -> {
            try {
                history.append(entry(report));
            } catch (Throwable fault) {
                LOG.warn("That files were put back could not be written to the history", LogSafeThrowable.of(fault));
            }
        });
        return report;
    }

    private RunEntry entry(QuarantineReport report) {
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

    private CleanupReport append(RunHistory history, CleanupReport report) {
        try {
            history.append(entry(report, walk.call(), used(report)));
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
    private OptionalLong used(CleanupReport report) {
        if (walk.composition().memory().use() == Memory.StorageUse.MEASURED && !isSkipped(report)) {
            return measuredNow();
        }
        OutcomeCounts files = report.files();
        OptionalLong measured = walk.figures().measured();
        return measured.isEmpty()
                ? measured
                : OptionalLong.of(Math.max(0, measured.getAsLong() - files.bytes() - files.bytesAside()));
    }

    /** Another run is under way, and would only be slowed down. */
    private static boolean isSkipped(CleanupReport report) {
        return report.tasks().stream().allMatch(task -> task.outcome() instanceof TaskOutcome.Skipped);
    }

    private OptionalLong measuredNow() {
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
                walk.figures().failures(task.task()));
    }
}
