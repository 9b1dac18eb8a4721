package dev.cleanup.testkit;

import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.QuarantinePlan;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PlanAssertTest {

    private static final TaskOutcome COMPLETED = new TaskOutcome.Completed();
    private static final TaskOutcome REFUSED = new TaskOutcome.Refused(
            List.of(new Refusal("orphan-share", "too many", List.of(), "look", Refusal.Remedy.APPROVE)));
    private static final TaskOutcome FAILED = new TaskOutcome.Failed(new Failure("IOException", "disk"));

    @Test
    void checksWhatWouldGo() {
        CleanupPlan plan = plan(COMPLETED, 2, item("7", "b", "a"), item(null, "c"));

        assertThat(plan).isSuccess();
        assertThat(plan)
                .task("sweep")
                .isSuccess()
                .wouldRemove("a", "b", "c")
                .wouldSettle("sessions#7")
                .hasTotals(new TaskPlan.Totals(2, 3, 30));
    }

    @Test
    void checksWhatStoppedATask() {
        assertThat(plan(REFUSED, 0)).task("sweep").refusedBy("orphan-share").wouldRemoveNothing();
        assertThat(plan(FAILED, 0)).task("sweep").failed().wouldRemoveNothing();
    }

    @Test
    void showsTheWholePlanWhereACheckFails() {
        CleanupPlan plan = plan(COMPLETED, 1, item(null, "a"));

        assertThatThrownBy(() -> assertThat(plan).task("sweep").wouldRemove("b"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting task sweep to")
                .hasMessageContaining("remove the files [b]")
                .hasMessageContaining("but found")
                .hasMessageContaining("[a]")
                .hasMessageContaining(plan.toText());
        assertThatThrownBy(() -> assertThat(plan).task("other")).hasMessageContaining("Expecting a task other");
    }

    @Test
    void everyCheckCanFail() {
        TaskPlanAssert done = assertThat(plan(COMPLETED, 1, item("7", "a"))).task("sweep");
        TaskPlanAssert refused = assertThat(plan(REFUSED, 0)).task("sweep");

        assertThatThrownBy(() -> done.wouldRemove()).hasMessageContaining("remove the files []");
        assertThatThrownBy(() -> done.wouldSettle()).hasMessageContaining("settle the records []");
        assertThatThrownBy(done::wouldRemoveNothing).hasMessageContaining("remove nothing");
        assertThatThrownBy(() -> done.hasTotals(TaskPlan.Totals.NONE)).hasMessageContaining("come to");
        assertThatThrownBy(done::failed).hasMessageContaining("fail");
        assertThatThrownBy(() -> refused.refusedBy("root")).hasMessageContaining("be refused by root");
        assertThatThrownBy(refused::isSuccess).hasMessageContaining("orphan-share");
        assertThatThrownBy(() -> assertThat(plan(REFUSED, 0)).isSuccess())
                .hasMessageContaining("Expecting every task to be planned");
    }

    @Test
    void doesNotGuessWhatATruncatedPlanLeavesOut() {
        CleanupPlan plan = plan(COMPLETED, 5, item(null, "a"));

        assertThatThrownBy(() -> assertThat(plan).task("sweep").wouldRemove("a"))
                .hasMessageContaining("The plan is truncated: task sweep lists 1 of 5 items")
                .hasMessageContaining("raise the limit of the plan");
    }

    private static CleanupPlan plan(TaskOutcome outcome, long total, PlannedItem... items) {
        long files = Stream.of(items).mapToLong(item -> item.files().size()).sum();
        TaskPlan task = new TaskPlan(
                "sweep",
                "old",
                outcome,
                ScanCounts.NOTHING,
                Map.of(),
                new TaskPlan.Totals(total, files, files * 10),
                List.of(items),
                List.of(),
                List.of());
        return new CleanupPlan(
                "plan-1",
                "host",
                "memory:///a/",
                Optional.empty(),
                Instant.EPOCH,
                Instant.MAX,
                "fingerprint",
                Optional.empty(),
                List.of(),
                List.of(task),
                QuarantinePlan.NOTHING,
                List.of());
    }

    private static PlannedItem item(String record, String... keys) {
        FileTimes times = FileTimes.modified(Instant.EPOCH);
        return new PlannedItem(
                Optional.ofNullable(record).map(id -> new Owner("sessions", id)),
                Stream.of(keys)
                        .map(key -> new StoredFile(FileKey.of(key), 10, times, "i"))
                        .toList(),
                new Reason(Reason.Kind.AGE, "8 days ago"));
    }
}
