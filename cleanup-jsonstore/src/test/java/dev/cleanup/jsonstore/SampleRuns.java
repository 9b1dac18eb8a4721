package dev.cleanup.jsonstore;

import dev.cleanup.history.QuarantineEntry;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunRequest;
import dev.cleanup.history.RunRequest.Operation;
import dev.cleanup.history.RunStatus;
import dev.cleanup.history.TaskEntry;
import dev.cleanup.jsonstore.internal.codec.SamplePlans;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.FileTotals;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import dev.cleanup.storage.FileKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What runs did, to store. */
public final class SampleRuns {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final ReferenceCounts COUNTS = new ReferenceCounts("database", 20, 4, 1, 2, 0, 3);
    private static final ScanCounts SEEN = new ScanCounts(23, 20, 3, 2, 1, 0);
    private static final OutcomeCounts FILES = new OutcomeCounts(4, 2, 0, 0, 0, 0, 0, 1, 1, 0, 0, 2048, 0);

    private SampleRuns() {}

    public static RunEntry small(String id) {
        return new RunEntry(
                id,
                "media",
                "file:///srv/uploads/",
                new RunRequest(Operation.RUN, Optional.empty(), Optional.empty(), List.of(), Optional.empty()),
                START,
                Duration.ofMillis(1500),
                List.of(COUNTS),
                List.of(task("orphaned-files", new TaskOutcome.CompletedWithFailures())),
                QuarantineEntry.NOTHING,
                OptionalLong.empty());
    }

    static RunEntry withEverything() {
        RunRequest request = new RunRequest(
                Operation.APPLY,
                Optional.of("operator"),
                Optional.of("kim"),
                List.of("orphaned-files"),
                Optional.of(START.plusSeconds(60)));
        return new RunEntry(
                "run-1",
                "media",
                "file:///srv/uploads/",
                request,
                START,
                Duration.ofMillis(1500),
                List.of(COUNTS),
                List.of(task("orphaned-files", refused()), task("broken", failed())),
                new QuarantineEntry(
                        RunStatus.FAILED, Optional.of("not mounted"), OutcomeCounts.NONE, OutcomeCounts.NONE),
                OptionalLong.of(4096));
    }

    /** A run for each operation and status, with and without what may be absent. */
    static List<RunEntry> everyRun() {
        List<TaskEntry> tasks = SamplePlans.taskOutcomes()
                .map(outcome -> task(outcome.getClass().getSimpleName(), outcome))
                .toList();
        return Stream.of(Operation.values())
                .flatMap(operation -> Stream.of(RunStatus.values()).map(status -> run(operation, status, tasks)))
                .toList();
    }

    private static RunEntry run(Operation operation, RunStatus status, List<TaskEntry> tasks) {
        RunRequest request =
                new RunRequest(operation, Optional.empty(), Optional.of("kim"), List.of("b", "a"), Optional.empty());
        OutcomeCounts each = new OutcomeCounts(55, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        return new RunEntry(
                operation + "-" + status,
                "media",
                "file:///srv/uploads/",
                request,
                START,
                Duration.ofSeconds(90_061),
                List.of(),
                tasks,
                new QuarantineEntry(status, Optional.empty(), each, OutcomeCounts.NONE),
                status == RunStatus.FAILED ? OptionalLong.of(0) : OptionalLong.empty());
    }

    /** A report of every outcome of tasks and items. */
    static CleanupReport everyOutcome() {
        List<ItemReport> samples = Stream.concat(
                        SamplePlans.outcomes()
                                .map(outcome ->
                                        new ItemReport(new ItemRef.OfEntry("link"), 7, outcome, Optional.empty())),
                        SamplePlans.subjects()
                                .map(subject -> new ItemReport(subject, 0, new Outcome.Deleted(), Optional.empty())))
                .toList();
        List<TaskReport> tasks = SamplePlans.taskOutcomes()
                .map(outcome -> task(outcome.getClass().getSimpleName(), outcome, samples))
                .toList();
        return new CleanupReport(
                "run-2",
                "media",
                "file:///srv/uploads/",
                Optional.empty(),
                Optional.of("kim"),
                START,
                Duration.ZERO,
                List.of(),
                tasks,
                QuarantineReport.NOTHING,
                Optional.empty(),
                List.of());
    }

    private static TaskEntry task(String name, TaskOutcome outcome) {
        return new TaskEntry(name, outcome, SEEN, FILES, OutcomeCounts.NONE, Map.of("AccessDeniedException", 1L));
    }

    private static TaskOutcome refused() {
        return new TaskOutcome.Refused(
                List.of(new Refusal("orphan-share", "too many", List.of(), "look", Refusal.Remedy.APPROVE)));
    }

    private static TaskOutcome failed() {
        return new TaskOutcome.Failed(new Failure("ReferencesUnknownException", "no connection"));
    }

    static CleanupReport report() {
        return new CleanupReport(
                "run-1",
                "media",
                "file:///srv/uploads/",
                Optional.of("operator"),
                Optional.empty(),
                START,
                Duration.ofMillis(1500),
                List.of(COUNTS),
                List.of(
                        task("orphaned-files", new TaskOutcome.CompletedWithFailures(), samples()),
                        task("refused", refused(), List.of())),
                new QuarantineReport(
                        new TaskOutcome.Completed(),
                        new FileTotals(2, 2048),
                        OutcomeCounts.NONE,
                        OutcomeCounts.notReached(2),
                        samples()),
                Optional.of(4096L),
                List.of("has no birth times"));
    }

    private static TaskReport task(String name, TaskOutcome outcome, List<ItemReport> samples) {
        return new TaskReport(
                name,
                "unreferenced and older than 24 hours",
                outcome,
                SEEN,
                Map.of(Reason.Kind.AGE, 3L),
                FILES,
                OutcomeCounts.NONE,
                samples,
                List.of("keeps the newest 3"));
    }

    private static List<ItemReport> samples() {
        Optional<Reason> condemned = Optional.of(new Reason(Reason.Kind.REFERENCE, "no reference names it"));
        Failure denied = new Failure("AccessDeniedException", "a.mp3");
        return List.of(
                new ItemReport(new ItemRef.OfFile(FileKey.of("a.mp3")), 1024, new Outcome.Failed(denied), condemned),
                new ItemReport(new ItemRef.OfFile(FileKey.of("b.mp3")), 1024, new Outcome.Deleted(), condemned));
    }
}
