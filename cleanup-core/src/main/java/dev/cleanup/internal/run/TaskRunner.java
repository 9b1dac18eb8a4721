package dev.cleanup.internal.run;

import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.plan.TaskDraft;
import dev.cleanup.internal.quarantine.QuarantineMaintenance;
import dev.cleanup.internal.reference.ReferenceRecheck;
import dev.cleanup.internal.remove.OrphanRemover;
import dev.cleanup.internal.remove.RecordRemover;
import dev.cleanup.internal.report.TaskReportBuilder;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The second half of the way: second look, removal, settlement, report. */
final class TaskRunner {

    private final RunContext walk;
    private final Optional<String> approvedBy;

    TaskRunner(RunContext walk) {
        this(walk, Optional.empty());
    }

    /** Executes a plan that somebody may have approved. */
    TaskRunner(RunContext walk, Optional<String> approvedBy) {
        this.walk = walk;
        this.approvedBy = approvedBy;
    }

    /** Executes each draft in its order, then purges what is due. */
    CleanupReport execute(List<TaskDraft> drafts, QuarantineMaintenance care) {
        List<TaskReport> tasks = drafts.stream().map(this::execute).toList();
        care.purge(tasks, any -> true);
        return report(tasks, care.report());
    }

    private TaskReport execute(TaskDraft draft) {
        return execute(draft, new TaskReportBuilder(draft, walk.events()));
    }

    /** Executes one draft, of which some items may have their outcome already. */
    TaskReport execute(TaskDraft draft, TaskReportBuilder log) {
        TaskOutcome outcome = draft.isExecutable() ? remove(draft, log) : draft.outcome();
        draft.ripeness().ifPresent(sightings -> sightings.remember(draft, outcome));
        return log.report(outcome);
    }

    private TaskOutcome remove(TaskDraft draft, TaskReportBuilder log) {
        if (draft.task() instanceof TaskDefinition.Records records) {
            ClaimRequest order = new ClaimRequest(
                    walk.id(),
                    records.name(),
                    records.settlement(),
                    walk.now(),
                    record -> records.policy().judge(record, walk.now()),
                    draft.lost());
            return new RecordRemover(records, walk, draft, log, order).remove();
        }
        return new OrphanRemover(
                        walk,
                        ReferenceRecheck.of(walk, draft.task().name(), draft.items()::forEachKey, owner -> false),
                        draft,
                        log)
                .remove();
    }

    /** The report tells what has happened, and must not be lost for a remark. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>(walk.recovered());
        try {
            notes.addAll(walk.storage().limitations());
        } catch (Throwable fault) {
            notes.add("The storage could not say what its limits are (" + fault + ").");
        }
        return notes;
    }

    CleanupReport report(List<TaskReport> tasks, QuarantineReport quarantine) {
        CleanupReport plain = new CleanupReport(
                walk.id(),
                walk.composition().name(),
                walk.storage().id(),
                walk.call().actor(),
                approvedBy,
                walk.now(),
                Duration.ofNanos(walk.nanos()),
                walk.reader().firstCounts(),
                tasks,
                quarantine,
                walk.spaceGained(),
                notes());
        CleanupReport report = new HistoryRecorder(walk).remember(plain);
        walk.events().finished(report);
        return report;
    }
}
