package dev.cleanup.testkit.contract;

import dev.cleanup.history.QuarantineEntry;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunRequest;
import dev.cleanup.history.RunRequest.Operation;
import dev.cleanup.history.RunStatus;
import dev.cleanup.history.TaskEntry;
import dev.cleanup.outcome.Failure;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs to remember. */
final class SampleRuns {

    private static final RunRequest PLAIN =
            new RunRequest(Operation.RUN, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    private static final Duration TOOK = Duration.ofNanos(1_234_567_000);

    private static final OutcomeCounts TALLY = new OutcomeCounts(55, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1024, 2048);

    private SampleRuns() {}

    static RunEntry entry(String id, Instant started) {
        return entry(id, started, "media", "uploads");
    }

    static RunEntry entry(String id, Instant started, String cleanup, String storage) {
        return new RunEntry(
                id,
                cleanup,
                storage,
                PLAIN,
                started,
                TOOK,
                List.of(new ReferenceCounts("database", 20, 4, 1, 2, 0, 3)),
                List.of(task("orphaned-files", new TaskOutcome.Completed(), Map.of())),
                QuarantineEntry.NOTHING,
                OptionalLong.of(4096));
    }

    static RunEntry withoutTasks(String id, Instant started) {
        return new RunEntry(
                id,
                "media",
                "uploads",
                PLAIN,
                started,
                Duration.ZERO,
                List.of(),
                List.of(),
                QuarantineEntry.NOTHING,
                OptionalLong.empty());
    }

    static RunEntry failed(String id, Instant started, String message) {
        return new RunEntry(
                id,
                "media",
                "uploads",
                PLAIN,
                started,
                TOOK,
                List.of(),
                List.of(task("failed", new TaskOutcome.Failed(new Failure("Fault", message)), Map.of())),
                QuarantineEntry.NOTHING,
                OptionalLong.empty());
    }

    /** A run with each way in which a task can end. */
    static RunEntry withEverything(String id, Instant started) {
        RunRequest request = new RunRequest(
                Operation.APPLY,
                Optional.of("operator"),
                Optional.of("kim"),
                List.of("refused", "completed"),
                Optional.of(started.plus(Duration.ofHours(1))));
        return new RunEntry(
                id,
                "media",
                "file:///srv/uploads/",
                request,
                started,
                TOOK,
                List.of(
                        new ReferenceCounts("sessions", 1, 2, 3, 4, 5, 6),
                        new ReferenceCounts("media", Long.MAX_VALUE, 0, 0, 0, 0, 0)),
                List.of(
                        task("completed", new TaskOutcome.Completed(), Map.of()),
                        task("with failures", new TaskOutcome.CompletedWithFailures(), Map.of("A", 2L, "B", 1L)),
                        task("refused", refused(), Map.of()),
                        task("skipped", new TaskOutcome.Skipped("another run is under way"), Map.of()),
                        task("stopped", new TaskOutcome.Stopped("deadline reached"), Map.of()),
                        task("failed", new TaskOutcome.Failed(new Failure("Fault", "")), Map.of())),
                new QuarantineEntry(RunStatus.FAILED, Optional.of("not mounted"), TALLY, OutcomeCounts.notReached(3)),
                OptionalLong.of(Long.MAX_VALUE));
    }

    private static TaskOutcome refused() {
        return new TaskOutcome.Refused(List.of(
                new Refusal("orphan-share", "too many", List.of(), "look", Refusal.Remedy.APPROVE),
                new Refusal("encoding", "unfit", List.of(), "mend", Refusal.Remedy.FIX)));
    }

    private static TaskEntry task(String name, TaskOutcome outcome, Map<String, Long> failures) {
        return new TaskEntry(
                name,
                outcome,
                new ScanCounts(30, 20, 10, 1, 2, 3),
                TALLY,
                new OutcomeCounts(10, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0),
                failures);
    }
}
