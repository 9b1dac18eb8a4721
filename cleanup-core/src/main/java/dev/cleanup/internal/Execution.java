package dev.cleanup.internal;

import dev.cleanup.record.ClaimOrder;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The second half of the way: second look, removal, settlement, report. */
final class Execution {

    private final Walk walk;
    private final Optional<String> approvedBy;

    Execution(Walk walk) {
        this(walk, Optional.empty());
    }

    /** Executes a plan that somebody may have approved. */
    Execution(Walk walk, Optional<String> approvedBy) {
        this.walk = walk;
        this.approvedBy = approvedBy;
    }

    /** Executes each draft in its order, then purges what is due. */
    CleanupReport execute(List<Draft> drafts, QuarantineCare care) {
        List<TaskReport> tasks = drafts.stream().map(this::execute).toList();
        care.purge(tasks, any -> true);
        return report(tasks, care.report());
    }

    private TaskReport execute(Draft draft) {
        return execute(draft, new TaskLog(draft, walk.events()));
    }

    /** Executes one draft, of which some items may have their outcome already. */
    TaskReport execute(Draft draft, TaskLog log) {
        TaskOutcome outcome = draft.isExecutable() ? remove(draft, log) : draft.outcome();
        draft.ripeness().ifPresent(sightings -> sightings.remember(draft, outcome));
        return log.report(outcome);
    }

    private TaskOutcome remove(Draft draft, TaskLog log) {
        if (draft.task() instanceof TaskSpec.Records records) {
            ClaimOrder order = new ClaimOrder(
                    walk.id(),
                    records.name(),
                    records.settlement(),
                    walk.now(),
                    record -> records.policy().judge(record, walk.now()),
                    draft.lost());
            return new RecordRemover(records, walk, draft, log, order).remove();
        }
        return new OrphanRemover(walk, walk.look(draft), draft, log).remove();
    }

    /** The report tells what has happened, and must not be lost for a remark. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>(walk.recovered());
        try {
            notes.addAll(walk.storage().notes());
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
        CleanupReport report = walk.chronicle().remember(plain, walk);
        walk.events().finished(report);
        return report;
    }
}
