package dev.cleanup.internal;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.Subject;
import dev.cleanup.report.Tally;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a task's items, as it becomes known: counted exactly, sampled, and told to the listeners. */
final class TaskLog {

    /** A report shows so many items; its tallies are exact. */
    static final int SAMPLES = 1000;

    private final Draft draft;
    private final Events events;
    private final List<ItemReport> troubles = new ArrayList<>();
    private final List<ItemReport> others = new ArrayList<>();
    private Tally files;
    private Tally records;

    TaskLog(Draft draft, Events events) {
        this.draft = draft;
        this.events = events;
        this.files = Tally.failures(draft.sights().failedFiles());
        this.records = Tally.failures(draft.sights().failedRecords());
        draft.sights().findings().forEach(this::sample);
    }

    /** The log of a task of which nothing was drafted. */
    static TaskLog of(TaskSpec task, Walk walk) {
        return new TaskLog(new Draft(task, walk.events(), Items.FOR_ALL), walk.events());
    }

    /** Items that a plan counts and does not list. */
    void leftOver(long count) {
        if (count > 0) {
            if (draft.task() instanceof TaskSpec.Records) {
                records = records.plus(Tally.leftOver(count));
            } else {
                files = files.plus(Tally.leftOver(count));
            }
            draft.remark("the plan lists no more than its limit; " + count + " items are left over for a later one");
        }
    }

    /** Gives an item, and each of its files, the same outcome. */
    void item(PlannedItem item, Outcome outcome) {
        item.record().ifPresent(record -> record(record, item.reason(), outcome));
        item.files().forEach(file -> file(file, item.reason(), outcome));
    }

    void file(StoredFile file, Reason condemned, Outcome outcome) {
        file(file.key(), file.size(), Optional.of(condemned), outcome);
    }

    /** A file of which only a trace was kept, and that does not go. */
    void file(Surplus.Trace trace, Outcome outcome) {
        file(trace.key(), trace.size(), Optional.empty(), outcome);
    }

    private void file(FileKey key, long size, Optional<Reason> condemned, Outcome outcome) {
        files = files.plus(Tally.of(outcome, size));
        tell(new ItemReport(new Subject.OfFile(key), size, outcome, condemned));
    }

    void record(Owner record, Reason condemned, Outcome outcome) {
        records = records.plus(Tally.of(outcome, 0));
        tell(new ItemReport(new Subject.OfRecord(record), 0, outcome, Optional.of(condemned)));
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

    TaskReport report(TaskOutcome outcome) {
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
    TaskOutcome ended() {
        Halt.checkInterruption();
        Tally all = files.plus(records);
        return all.failed() + all.unknown() == 0
                ? new TaskOutcome.Completed()
                : new TaskOutcome.CompletedWithFailures();
    }
}
