package dev.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ExitCodeTest {

    private static final Failure DENIED = new Failure("AccessDenied", "a\nb");
    private static final TaskOutcome REFUSED = new TaskOutcome.Refused(
            List.of(new Refusal("orphan-share", "9 of 10", List.of(), "look", Refusal.Remedy.APPROVE)));

    private static CleanupReport report(TaskOutcome... outcomes) {
        List<TaskReport> tasks =
                Stream.of(outcomes).map(outcome -> task(outcome, List.of())).toList();
        return new CleanupReport(
                "id",
                "media",
                "uploads",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Duration.ZERO,
                List.of(),
                tasks,
                QuarantineReport.NOTHING,
                Optional.empty(),
                List.of());
    }

    private static TaskReport task(TaskOutcome outcome, List<ItemReport> samples) {
        OutcomeCounts files = OutcomeCounts.failures(samples.size());
        return new TaskReport(
                "sweep", "old", outcome, ScanCounts.NOTHING, Map.of(), files, OutcomeCounts.NONE, samples, List.of());
    }

    @Test
    void eachOutcomeHasItsCode() {
        assertThat(report(new TaskOutcome.Completed()).exitCode().code()).isZero();
        assertThat(report(new TaskOutcome.Skipped("busy")).exitCode().code()).isZero();
        assertThat(report(new TaskOutcome.Failed(DENIED)).exitCode().code()).isEqualTo(1);
        assertThat(report(REFUSED).exitCode().code()).isEqualTo(3);
        assertThat(report(new TaskOutcome.CompletedWithFailures()).exitCode().code())
                .isEqualTo(5);
        assertThat(report(new TaskOutcome.Stopped("deadline")).exitCode().code())
                .isEqualTo(4);
        assertThat(report().exitCode()).isEqualTo(ExitCode.COMPLETED);
    }

    @Test
    void theGravestTaskDecides() {
        TaskOutcome completed = new TaskOutcome.Completed();
        TaskOutcome stopped = new TaskOutcome.Stopped("deadline");
        TaskOutcome failures = new TaskOutcome.CompletedWithFailures();

        assertThat(report(completed, new TaskOutcome.Skipped("busy")).exitCode())
                .isEqualTo(ExitCode.SKIPPED);
        assertThat(report(stopped, new TaskOutcome.Skipped("busy")).exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(report(failures, stopped).exitCode()).isEqualTo(ExitCode.WITH_FAILURES);
        assertThat(report(failures, REFUSED, completed).exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(report(new TaskOutcome.Failed(DENIED), REFUSED).exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void troubleIsOfTheGravestTaskAndOneLine() {
        assertThat(report(new TaskOutcome.Stopped("deadline"), REFUSED, new TaskOutcome.Failed(DENIED))
                        .problem())
                .contains("sweep failed: AccessDenied: a\\nb");
        assertThat(report(new TaskOutcome.Completed()).problem()).isEmpty();
    }

    @Test
    void aQuarantineThatFailedIsTroubleToo() {
        QuarantineReport failed = new QuarantineReport(
                new TaskOutcome.Failed(DENIED), FileTotals.NONE, OutcomeCounts.NONE, OutcomeCounts.NONE, List.of());
        CleanupReport well = report(new TaskOutcome.Completed());
        CleanupReport report = new CleanupReport(
                "id",
                "media",
                "uploads",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Duration.ZERO,
                List.of(),
                well.tasks(),
                failed,
                Optional.empty(),
                List.of());

        assertThat(report.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(report.problem()).contains("quarantine failed: AccessDenied: a\\nb");
    }

    @Test
    void eachOutcomeSaysItsTrouble() {
        assertThat(task(REFUSED, List.of()).problem()).contains("refused by guard orphan-share: 9 of 10");
        assertThat(task(new TaskOutcome.Stopped("deadline"), List.of()).problem())
                .contains("stopped: deadline");
        assertThat(task(new TaskOutcome.Skipped("busy"), List.of()).problem()).contains("skipped: busy");
        assertThat(task(new TaskOutcome.CompletedWithFailures(), List.of()).problem())
                .contains("0 failed, 0 unknown");
    }

    @Test
    void failuresNameTheFirstItem() {
        ItemRef entry = new ItemRef.OfEntry("a");
        List<ItemReport> samples = Stream.of(
                        new Outcome.Deleted(), new Outcome.Unknown(DENIED), new Outcome.Failed(DENIED))
                .map(outcome -> new ItemReport(entry, 0, outcome, Optional.empty()))
                .toList();

        assertThat(task(new TaskOutcome.CompletedWithFailures(), samples).problem())
                .contains("3 failed, 0 unknown, the first a: AccessDenied: a\\nb");
    }
}
