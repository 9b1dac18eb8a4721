package dev.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ProblemSummaryTest {

    private static final Failure DENIED = new Failure("AccessDeniedException", "uploads/a");

    @Test
    void anItemThatFailedOrIsUnknownSaysWhatWentWrong() {
        assertThat(item(new Outcome.Failed(DENIED)).failure()).contains(DENIED);
        assertThat(item(new Outcome.Unknown(DENIED)).failure()).contains(DENIED);
        assertThat(item(new Outcome.Deleted()).failure()).isEmpty();
        assertThat(item(new Outcome.AlreadyGone()).failure()).isEmpty();
    }

    @Test
    void aPlanSaysWhyATaskCouldNotBePlanned() {
        assertThat(plan(new TaskOutcome.Completed()).problem()).isEmpty();
        assertThat(plan(new TaskOutcome.Failed(new Failure("SQLException", "no\nconnection")))
                        .problem())
                .contains("failed: SQLException: no\\nconnection");
        assertThat(plan(new TaskOutcome.Stopped("asked to stop")).problem()).contains("stopped: asked to stop");
        assertThat(plan(new TaskOutcome.CompletedWithFailures(), item(new Outcome.Failed(DENIED)))
                        .problem())
                .contains("1 failed, 0 unknown, the first a: AccessDeniedException: uploads/a");
    }

    private static ItemReport item(Outcome outcome) {
        return new ItemReport(new ItemRef.OfFile(FileKey.of("a")), 0, outcome, Optional.empty());
    }

    private static TaskPlan plan(TaskOutcome outcome, ItemReport... findings) {
        return new TaskPlan(
                "sweep",
                "old",
                outcome,
                new ScanCounts(0, 0, 0, 0, findings.length, 0),
                Map.of(),
                TaskPlan.Totals.NONE,
                List.of(),
                List.of(findings),
                List.of());
    }
}
