package dev.cleanup.testkit;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what one task did; made by {@link ReportAssert#task}. Confined to one thread.
 *
 * <p>Names are compared in any order. A report samples its items: where the samples do not hold all that the tally
 * counts, names cannot be checked, and the check fails and says so.
 */
public final class TaskReportAssert extends AbstractAssert<TaskReportAssert, TaskReport> {

    private final String shown;

    TaskReportAssert(TaskReport report, String shown) {
        super(report, TaskReportAssert.class);
        this.shown = shown;
    }

    /**
     * Checks which files were deleted, and no other.
     *
     * @param keys the names of the files
     * @return this
     */
    public TaskReportAssert deleted(String... keys) {
        return files(Outcome.Deleted.class, actual.files().deleted(), keys);
    }

    /**
     * Checks which files were set aside, and no other.
     *
     * @param keys the names of the files
     * @return this
     */
    public TaskReportAssert setAside(String... keys) {
        return files(Outcome.Quarantined.class, actual.files().setAside(), keys);
    }

    /**
     * Checks which files were deleted after a copy was made, and no other.
     *
     * @param keys the names of the files
     * @return this
     */
    public TaskReportAssert archived(String... keys) {
        return files(Outcome.Archived.class, actual.files().archived(), keys);
    }

    /**
     * Checks which files were gone already, and no other.
     *
     * @param keys the names of the files
     * @return this
     */
    public TaskReportAssert alreadyGone(String... keys) {
        return files(Outcome.AlreadyGone.class, actual.files().alreadyGone(), keys);
    }

    /**
     * Checks which files were planned and stayed on purpose, and no other.
     *
     * @param keys the names of the files
     * @return this
     */
    public TaskReportAssert kept(String... keys) {
        return files(Outcome.Kept.class, actual.files().kept(), keys);
    }

    /**
     * Checks which files were to go and are still there, and no other.
     *
     * @param keys the names of the files
     * @return this
     */
    public TaskReportAssert failedToRemove(String... keys) {
        return files(Outcome.Failed.class, actual.files().failed(), keys);
    }

    /**
     * Checks of which files nobody can say whether they are there, and of no other.
     *
     * @param keys the names of the files
     * @return this
     */
    public TaskReportAssert unknown(String... keys) {
        return files(Outcome.Unknown.class, actual.files().unknown(), keys);
    }

    /**
     * Checks which records reached their end state, and no other.
     *
     * @param owners the records, such as {@code sessions#42}
     * @return this
     */
    public TaskReportAssert settled(String... owners) {
        return records(Outcome.Settled.class, actual.records().settled(), owners);
    }

    private TaskReportAssert files(Class<? extends Outcome> outcome, long counted, String... keys) {
        // The tally of files counts unreadable folders too.
        List<ItemRef> sampled = sampled(outcome, subject -> !(subject instanceof ItemRef.OfRecord));
        requireComplete(outcome, counted, sampled);
        return names(outcome, sampled.stream().filter(ItemRef.OfFile.class::isInstance), keys);
    }

    private TaskReportAssert records(Class<? extends Outcome> outcome, long counted, String... owners) {
        List<ItemRef> sampled = sampled(outcome, ItemRef.OfRecord.class::isInstance);
        requireComplete(outcome, counted, sampled);
        return names(outcome, sampled.stream(), owners);
    }

    private List<ItemRef> sampled(Class<? extends Outcome> outcome, Predicate<ItemRef> kind) {
        return actual.samples().stream()
                .filter(item -> outcome.isInstance(item.outcome()))
                .map(ItemReport::subject)
                .filter(kind)
                .toList();
    }

    private void requireComplete(Class<? extends Outcome> outcome, long counted, List<ItemRef> sampled) {
        if (sampled.size() < counted) {
            throw failure(
                    "The report is truncated: task %s counts %s items that are %s and samples %s, so their names cannot be"
                            + " checked. Compare its tally, or follow the items with a listener",
                    actual.task(), counted, outcome.getSimpleName(), sampled.size());
        }
    }

    private TaskReportAssert names(Class<? extends Outcome> outcome, Stream<ItemRef> sampled, String... expected) {
        List<String> names = sampled.map(ItemRef::toString).sorted().toList();
        boolean holds = names.equals(Stream.of(expected).sorted().toList());
        return check(holds, "have " + outcome.getSimpleName() + " " + List.of(expected), names);
    }

    /**
     * Checks what became of the task's files.
     *
     * @param expected the counts
     * @return this
     */
    public TaskReportAssert hasFileTally(OutcomeCounts expected) {
        return check(actual.files().equals(expected), "count files " + expected, actual.files());
    }

    /**
     * Checks what became of the task's records.
     *
     * @param expected the counts
     * @return this
     */
    public TaskReportAssert hasRecordTally(OutcomeCounts expected) {
        return check(actual.records().equals(expected), "count records " + expected, actual.records());
    }

    /**
     * Checks that no file and no record is gone because of the task; unknown counts as gone.
     *
     * @return this
     */
    public TaskReportAssert removedNothing() {
        OutcomeCounts all = actual.files().plus(actual.records());
        return check(all.removed() + all.settled() + all.unknown() == 0, "remove nothing", all);
    }

    /**
     * Checks that the task did all that it was to do.
     *
     * @return this
     */
    public TaskReportAssert isSuccess() {
        return check(actual.outcome().isSuccess(), "succeed", actual.outcome());
    }

    /**
     * Checks that the task went to its end, and that some items failed or are unknown.
     *
     * @return this
     */
    public TaskReportAssert completedWithFailures() {
        boolean holds = actual.outcome() instanceof TaskOutcome.CompletedWithFailures;
        return check(holds, "complete with failures", actual.outcome());
    }

    /**
     * Checks that a guard stopped the task.
     *
     * @param guard the guard's name
     * @return this
     */
    public TaskReportAssert refusedBy(String guard) {
        return check(
                OutcomeAssertions.isRefusedBy(guard, actual.outcome()), "be refused by " + guard, actual.outcome());
    }

    /**
     * Checks that something that the task depends on could not be found out.
     *
     * @return this
     */
    public TaskReportAssert failed() {
        return check(actual.outcome() instanceof TaskOutcome.Failed, "fail", actual.outcome());
    }

    private TaskReportAssert check(boolean holds, String expected, Object found) {
        Optional<String> fault = OutcomeAssertions.fault(holds, actual.task(), expected, found, shown);
        if (fault.isPresent()) {
            throw failure("%s", fault.get());
        }
        return this;
    }
}
