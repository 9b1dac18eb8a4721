package dev.cleanup.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cleanup.outcome.Failure;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class StatisticsTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final TaskOutcome COMPLETED = new TaskOutcome.Completed();
    private static final TaskOutcome FAILED = new TaskOutcome.Failed(new Failure("Fault", "no connection"));
    private static final TaskOutcome REFUSED = new TaskOutcome.Refused(
            List.of(new Refusal("orphan-share", "too many", List.of("a"), "look", Refusal.Remedy.APPROVE)));

    private static RunEntry run(int day, OptionalLong used, TaskEntry... tasks) {
        return new RunEntry(
                "run-" + day,
                "media",
                "uploads",
                new RunRequest(
                        RunRequest.Operation.RUN, Optional.empty(), Optional.empty(), List.of(), Optional.empty()),
                START.plus(Duration.ofDays(day)),
                Duration.ofSeconds(day + 1),
                List.of(),
                List.of(tasks),
                QuarantineEntry.NOTHING,
                used);
    }

    private static RunEntry run(int day, TaskEntry... tasks) {
        return run(day, OptionalLong.empty(), tasks);
    }

    private static TaskEntry task(String name, TaskOutcome outcome, long deleted, long failed) {
        OutcomeCounts files =
                new OutcomeCounts(deleted + failed, deleted, 0, 0, 0, 0, 0, 0, failed, 0, 0, 10 * deleted, 0);
        Map<String, Long> failures = failed == 0 ? Map.of() : Map.of("AccessDeniedException", failed);
        return new TaskEntry(name, outcome, ScanCounts.NOTHING, files, OutcomeCounts.NONE, failures);
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    @Test
    void ofNothingSaysNothing() {
        Statistics none = Statistics.of(List.of());

        assertThat(none.all().runs()).isZero();
        assertThat(none.all().successRate()).isEmpty();
        assertThat(none.all().failureRate()).isEmpty();
        assertThat(none.all().last()).isEmpty();
        assertThat(none.durations().mean()).isEqualTo(Duration.ZERO);
        assertThat(none.bytesPerDay()).isEmpty();
        assertThat(none.lastUsed()).isEmpty();
    }

    @Test
    void addsUpAllRunsAndEachTask() {
        Statistics statistics = Statistics.of(List.of(
                run(1, task("a", COMPLETED, 3, 0), task("b", COMPLETED, 2, 0)), run(0, task("a", COMPLETED, 5, 0))));

        assertThat(statistics.all().runs()).isEqualTo(2);
        assertThat(statistics.all().files().deleted()).isEqualTo(10);
        assertThat(statistics.all().files().bytes()).isEqualTo(100);
        assertThat(statistics.tasks().keySet()).containsExactly("a", "b");
        assertThat(statistics.task("a").orElseThrow().files().deleted()).isEqualTo(8);
        assertThat(statistics.task("b").orElseThrow().runs()).isEqualTo(1);
        assertThat(statistics.task("c")).isEmpty();
    }

    @Test
    void knowsTheLastRunTheLastSuccessAndTheLastError() {
        RunFigures all = Statistics.of(List.of(
                        run(3, task("a", new TaskOutcome.Stopped("deadline reached"), 0, 0)),
                        run(2, task("a", COMPLETED, 0, 0), task("b", FAILED, 0, 0)),
                        run(1, task("a", COMPLETED, 0, 0)),
                        run(0, task("a", REFUSED, 0, 0))))
                .all();

        assertThat(all.last()).contains(day(3));
        assertThat(all.lastSuccess()).contains(day(1));
        assertThat(all.lastError()).contains(new RunFigures.LastError(day(2), "run-2", "b", "Fault: no connection"));
    }

    @Test
    void countsEndingsRefusalsAndFailuresByKind() {
        Statistics statistics = Statistics.of(List.of(
                run(3, task("a", new TaskOutcome.CompletedWithFailures(), 6, 2)),
                run(2, task("a", REFUSED, 0, 0)),
                run(1, task("a", REFUSED, 0, 0)),
                run(0, task("a", COMPLETED, 0, 0))));

        assertThat(statistics.all().ended(RunStatus.REFUSED)).isEqualTo(2);
        assertThat(statistics.all().ended(RunStatus.SKIPPED)).isZero();
        assertThat(statistics.all().refusals()).containsExactly(Map.entry("orphan-share", 2L));
        assertThat(statistics.all().failures()).containsExactly(Map.entry("AccessDeniedException", 2L));
        assertThat(statistics.all().successRate()).hasValue(0.25);
        assertThat(statistics.all().failureRate()).hasValue(0.25);
    }

    @Test
    void aRunEndsAsBadlyAsItsWorstPart() {
        assertThat(run(0, task("a", COMPLETED, 0, 0), task("b", REFUSED, 0, 0)).ending())
                .isEqualTo(RunStatus.REFUSED);
        assertThat(run(0).ending()).isEqualTo(RunStatus.COMPLETED);
        assertThat(RunStatus.of(new TaskOutcome.Skipped("busy"))).isEqualTo(RunStatus.SKIPPED);
        assertThat(RunStatus.of(FAILED)).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void measuresDurations() {
        RunDurations durations = Statistics.of(List.of(run(1), run(5), run(0))).durations();

        assertThat(durations)
                .isEqualTo(new RunDurations(
                        Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(3)));
    }

    @Test
    void fitsAStraightLineThroughTheStorageUse() {
        Statistics statistics = Statistics.of(List.of(
                run(4, OptionalLong.of(5_000)),
                run(3),
                run(2, OptionalLong.of(2_900)),
                run(0, OptionalLong.of(1_100))));

        assertThat(statistics.used())
                .hasSize(3)
                .first()
                .satisfies(use -> assertThat(use.bytes()).isEqualTo(1_100));
        assertThat(statistics.lastUsed()).hasValue(5_000);
        assertThat(statistics.bytesPerDay().orElseThrow()).isCloseTo(975, within(0.1));
    }

    @Test
    void noTrendWithoutTwoMoments() {
        StorageUsageTrend use = new StorageUsageTrend(START, 10);

        assertThat(StorageUsageTrend.trend(List.of(use))).isEmpty();
        assertThat(StorageUsageTrend.trend(List.of(use, use))).isEmpty();
    }

    @Test
    void anEntryHoldsNoNamesOfFiles() {
        assertThat(task("a", REFUSED, 0, 0).refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.samples()).isEmpty());
    }

    @Test
    void figuresThatKeepNothingAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryQuery.newest(0))
                .withMessageContaining("most (0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryRetention.newest(0))
                .withMessageContaining("entries (0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryRetention.youngerThan(Duration.ZERO))
                .withMessageContaining("age (PT0S)");
    }
}
