package dev.cleanup.internal.report;

import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.EventPublisher;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.plan.PlannedItems;
import dev.cleanup.internal.plan.TaskDraft;
import dev.cleanup.internal.plan.TrimmedItems;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a task's items, as it becomes known: counted exactly, sampled, and told to the listeners. */
public final class TaskReportBuilder {

    /** A report shows so many items; its tallies are exact. */
    static final int SAMPLES = 1000;

    private final TaskDraft draft;
    private final EventPublisher events;
    private final List<ItemReport> troubles = new ArrayList<>();
    private final List<ItemReport> others = new ArrayList<>();
    private OutcomeCounts files;
    private OutcomeCounts records;

    public TaskReportBuilder(TaskDraft draft, EventPublisher events) {
        this.draft = draft;
        this.events = events;
        this.files = OutcomeCounts.failures(draft.sights().failedFiles());
        this.records = OutcomeCounts.failures(draft.sights().failedRecords());
        draft.sights().findings().forEach(this::sample);
    }

    /** The log of a task of which nothing was drafted. */
    public static TaskReportBuilder of(TaskDefinition task, RunContext walk) {
        return new TaskReportBuilder(new TaskDraft(task, walk.events(), PlannedItems.FOR_ALL), walk.events());
    }

    /** Items that a plan counts and does not list. */
    public void leftOver(long count) {
        if (count > 0) {
            if (draft.task() instanceof TaskDefinition.Records) {
                records = records.plus(OutcomeCounts.notReached(count));
            } else {
                files = files.plus(OutcomeCounts.notReached(count));
            }
            draft.remark("the plan lists no more than its limit; " + count + " items are left over for a later one");
        }
    }

    /** Gives an item, and each of its files, the same outcome. */
    public void item(PlannedItem item, Outcome outcome) {
        item.record().ifPresent(record -> record(record, item.reason(), outcome));
        item.files().forEach(file -> file(file, item.reason(), outcome));
    }

    public void file(StoredFile file, Reason condemned, Outcome outcome) {
        file(file.key(), file.size(), Optional.of(condemned), outcome);
    }

    /** A file of which only a trace was kept, and that does not go. */
    public void file(TrimmedItems.Trace trace, Outcome outcome) {
        file(trace.key(), trace.size(), Optional.empty(), outcome);
    }

    private void file(FileKey key, long size, Optional<Reason> condemned, Outcome outcome) {
        files = files.plus(OutcomeCounts.of(outcome, size));
        tell(new ItemReport(new ItemRef.OfFile(key), size, outcome, condemned));
    }

    public void record(Owner record, Reason condemned, Outcome outcome) {
        records = records.plus(OutcomeCounts.of(outcome, 0));
        tell(new ItemReport(new ItemRef.OfRecord(record), 0, outcome, Optional.of(condemned)));
    }

    private void tell(ItemReport item) {
        sample(item);
        events.item(draft.task().name(), item);
    }

    private void sample(ItemReport item) {
        boolean trouble = item.outcome() instanceof Outcome.Failed || item.outcome() instanceof Outcome.Unknown;
        List<ItemReport> list = trouble ? troubles : others;
        if (list.size() < SAMPLES) {
            list.add(item);
        }
    }

    public TaskReport report(TaskOutcome outcome) {
        List<ItemReport> samples = new ArrayList<>(troubles);
        samples.addAll(others.subList(0, Math.min(others.size(), SAMPLES - troubles.size())));
        return new TaskReport(
                draft.task().name(),
                draft.task().description(),
                outcome,
                draft.sights().seen(),
                draft.sights().spared(),
                files,
                records,
                samples,
                draft.remarks());
    }

    /** How the task ended if nothing stopped it. */
    public TaskOutcome ended() {
        StopCondition.checkInterruption();
        OutcomeCounts all = files.plus(records);
        return all.failed() + all.unknown() == 0
                ? new TaskOutcome.Completed()
                : new TaskOutcome.CompletedWithFailures();
    }
}
