package dev.cleanup.testkit;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.TaskReport;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a report; made by {@link CleanupAssertions}. Confined to one thread.
 *
 * <p>A failure shows the whole report as people read it.
 */
public final class ReportAssert extends AbstractAssert<ReportAssert, CleanupReport> {

    ReportAssert(CleanupReport report) {
        super(report, ReportAssert.class);
    }

    /**
     * Checks that every task did all that it was to do.
     *
     * @return this
     */
    public ReportAssert isSuccess() {
        isNotNull();
        if (!actual.isSuccess()) {
            throw failure("Expecting every task to succeed, but not all did:%n%s", actual.toText());
        }
        return this;
    }

    /**
     * Checks what became of all files, of all tasks together.
     *
     * @param expected the counts
     * @return this
     */
    public ReportAssert hasFileTally(OutcomeCounts expected) {
        isNotNull();
        return hasTally("files", expected, actual.files());
    }

    /**
     * Checks what became of all records, of all tasks together.
     *
     * @param expected the counts
     * @return this
     */
    public ReportAssert hasRecordTally(OutcomeCounts expected) {
        isNotNull();
        return hasTally("records", expected, actual.records());
    }

    private ReportAssert hasTally(String what, OutcomeCounts expected, OutcomeCounts counted) {
        if (!counted.equals(expected)) {
            throw failure("Expecting %s%n  %s%nbut it counts%n  %s%n%s", what, expected, counted, actual.toText());
        }
        return this;
    }

    /**
     * Checks which files that lay aside were put back, and no other.
     *
     * @param keys the names of the files
     * @return this
     */
    public ReportAssert restored(String... keys) {
        isNotNull();
        return fromAside(Outcome.Restored.class, actual.quarantine().restored().putBack(), keys);
    }

    /**
     * Checks which files that lay aside were deleted for good, and no other.
     *
     * @param keys the names of the files
     * @return this
     */
    public ReportAssert purged(String... keys) {
        isNotNull();
        return fromAside(Outcome.Deleted.class, actual.quarantine().purged().deleted(), keys);
    }

    private ReportAssert fromAside(Class<? extends Outcome> outcome, long counted, String... keys) {
        List<String> names = actual.quarantine().samples().stream()
                .filter(item -> outcome.isInstance(item.outcome()))
                .map(item -> item.subject().toString())
                .sorted()
                .toList();
        if (names.size() < counted) {
            throw failure(
                    "The report is truncated: the quarantine counts %s files that are %s and samples %s, so their names"
                            + " cannot be checked. Compare its tally, or follow the items with a listener",
                    counted, outcome.getSimpleName(), names.size());
        }
        if (!names.equals(Stream.of(keys).sorted().toList())) {
            throw failure(
                    "Expecting the quarantine to have %s%n  %s%nbut there are%n  %s%n%s",
                    outcome.getSimpleName(), List.of(keys), names, actual.toText());
        }
        return this;
    }

    /**
     * Begins assertions about one task.
     *
     * @param name the task's name
     * @return the assertions
     */
    public TaskReportAssert task(String name) {
        isNotNull();
        if (actual.tasks().stream().map(TaskReport::task).noneMatch(name::equals)) {
            throw failure("Expecting a task %s, but there is none:%n%s", name, actual.toText());
        }
        return new TaskReportAssert(actual.task(name), actual.toText());
    }
}
