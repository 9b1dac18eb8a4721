package dev.cleanup.testkit;

import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.FileTotals;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.QuarantineReport;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ReportAssertTest {

    private static final Failure FAULT = new Failure("IOException", "disk");
    private static final TaskOutcome COMPLETED = new TaskOutcome.Completed();
    private static final TaskOutcome REFUSED = new TaskOutcome.Refused(
            List.of(new Refusal("orphan-share", "too many", List.of(), "look", Refusal.Remedy.APPROVE)));

    @Test
    void checksWhatBecameOfEachFile() {
        CleanupReport report = report(
                new TaskOutcome.CompletedWithFailures(),
                file("a", new Outcome.Deleted()),
                file("b", new Outcome.Quarantined("1")),
                file("c", new Outcome.AlreadyGone()),
                file("d", Outcome.kept(Reason.Kind.CHANGED, "another file")),
                file("e", new Outcome.Failed(FAULT)),
                file("f", new Outcome.Unknown(FAULT)));

        assertThat(report)
                .task("sweep")
                .completedWithFailures()
                .deleted("a")
                .setAside("b")
                .alreadyGone("c")
                .kept("d")
                .failedToRemove("e")
                .unknown("f")
                .hasRecordTally(OutcomeCounts.NONE);
    }

    @Test
    void checksWhatBecameOfRecords() {
        CleanupReport report = report(COMPLETED, record("7", new Outcome.Settled()), file("a", new Outcome.Deleted()));

        assertThat(report)
                .isSuccess()
                .hasFileTally(OutcomeCounts.of(new Outcome.Deleted(), 10))
                .hasRecordTally(OutcomeCounts.of(new Outcome.Settled(), 10));
        assertThat(report).task("sweep").isSuccess().settled("sessions#7").hasFileTally(report.files());
    }

    @Test
    void checksWhatStoppedATask() {
        assertThat(report(REFUSED)).task("sweep").refusedBy("orphan-share").removedNothing();
        assertThat(report(new TaskOutcome.Failed(FAULT))).task("sweep").failed().removedNothing();
    }

    @Test
    void showsTheWholeReportWhereACheckFails() {
        CleanupReport report = report(COMPLETED, file("a", new Outcome.Deleted()));

        assertThatThrownBy(() -> assertThat(report).task("sweep").deleted("b"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting task sweep to")
                .hasMessageContaining("have Deleted [b]")
                .hasMessageContaining("[a]")
                .hasMessageContaining(report.toText());
    }

    @Test
    void everyCheckCanFail() {
        CleanupReport report = report(COMPLETED, file("a", new Outcome.Deleted()));
        TaskReportAssert done = assertThat(report).task("sweep");

        assertThatThrownBy(done::deleted).hasMessageContaining("have Deleted []");
        assertThatThrownBy(done::removedNothing).hasMessageContaining("remove nothing");
        assertThatThrownBy(done::failed).hasMessageContaining("fail");
        assertThatThrownBy(done::completedWithFailures).hasMessageContaining("complete with failures");
        assertThatThrownBy(() -> done.refusedBy("root")).hasMessageContaining("be refused by root");
        assertThatThrownBy(() -> done.hasFileTally(OutcomeCounts.NONE)).hasMessageContaining("count files");
        assertThatThrownBy(() -> done.hasRecordTally(report.files())).hasMessageContaining("count records");
        assertThatThrownBy(() -> done.settled("sessions#7")).hasMessageContaining("have Settled [sessions#7]");
    }

    @Test
    void everyCheckOfTheWholeCanFail() {
        CleanupReport report = report(REFUSED, file("a", new Outcome.Deleted()));

        assertThatThrownBy(() -> assertThat(report).isSuccess())
                .hasMessageContaining("Expecting every task to succeed");
        assertThatThrownBy(() -> assertThat(report).task("other")).hasMessageContaining("Expecting a task other");
        assertThatThrownBy(() -> assertThat(report).hasFileTally(OutcomeCounts.NONE))
                .hasMessageContaining("Expecting files");
        assertThatThrownBy(() -> assertThat(report).hasRecordTally(report.files()))
                .hasMessageContaining("Expecting records");
        assertThatThrownBy(() -> assertThat(report).task("sweep").isSuccess()).hasMessageContaining("orphan-share");
    }

    @Test
    void anUnknownOutcomeMayBeARemoval() {
        CleanupReport report = report(COMPLETED, file("a", new Outcome.Unknown(FAULT)));

        assertThatThrownBy(() -> assertThat(report).task("sweep").removedNothing())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void doesNotGuessWhatATruncatedReportLeavesOut() {
        OutcomeCounts five =
                OutcomeCounts.of(new Outcome.Deleted(), 1).plus(OutcomeCounts.of(new Outcome.Deleted(), 1));
        CleanupReport report = report(COMPLETED, five, OutcomeCounts.NONE, file("a", new Outcome.Deleted()));

        assertThatThrownBy(() -> assertThat(report).task("sweep").deleted("a"))
                .hasMessageContaining(
                        "The report is truncated: task sweep counts 2 items that are Deleted and samples 1")
                .hasMessageContaining("follow the items with a listener");
        assertThat(report).task("sweep").setAside();
    }

    @Test
    void anUnreadableFolderCountsButIsNoFile() {
        ItemReport folder = new ItemReport(new ItemRef.OfEntry("b"), 0, new Outcome.Failed(FAULT), Optional.empty());

        assertThat(report(COMPLETED, folder, file("a", new Outcome.Failed(FAULT))))
                .task("sweep")
                .failedToRemove("a");
    }

    @Test
    void checksWhatWasArchived() {
        CleanupReport report = report(new TaskOutcome.Completed(), file("a", new Outcome.Archived("zip")));

        assertThat(report).task("sweep").archived("a");
        assertThatThrownBy(() -> assertThat(report).task("sweep").archived("b")).isInstanceOf(AssertionError.class);
    }

    @Test
    void checksWhatBecameOfFilesThatLayAside() {
        CleanupReport report =
                ofQuarantine(1, file("back", new Outcome.Restored()), file("gone", new Outcome.Deleted()));

        assertThat(report).restored("back").purged("gone");
        assertThatThrownBy(() -> assertThat(report).restored())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting the quarantine to have Restored");
        assertThatThrownBy(() -> assertThat(report).purged("back")).isInstanceOf(AssertionError.class);
    }

    @Test
    void saysWhenTheQuarantineSamplesTooFew() {
        CleanupReport report = ofQuarantine(2, file("back", new Outcome.Restored()));

        assertThatThrownBy(() -> assertThat(report).restored("back"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The report is truncated: the quarantine counts 2 files that are Restored");
    }

    private static CleanupReport ofQuarantine(int putBack, ItemReport... items) {
        OutcomeCounts restored = OutcomeCounts.NONE;
        for (int i = 0; i < putBack; i++) {
            restored = restored.plus(OutcomeCounts.of(new Outcome.Restored(), 1));
        }
        OutcomeCounts purged = OutcomeCounts.of(new Outcome.Deleted(), 1);
        QuarantineReport quarantine = new QuarantineReport(
                new TaskOutcome.Completed(), new FileTotals(2, 2), restored, purged, List.of(items));
        return new CleanupReport(
                "run-1",
                "host",
                "memory:///a/",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Duration.ZERO,
                List.of(),
                List.of(),
                quarantine,
                Optional.empty(),
                List.of());
    }

    private static CleanupReport report(TaskOutcome outcome, ItemReport... items) {
        OutcomeCounts files = OutcomeCounts.NONE;
        OutcomeCounts records = OutcomeCounts.NONE;
        for (ItemReport item : items) {
            OutcomeCounts one = OutcomeCounts.of(item.outcome(), item.bytes());
            boolean isRecord = item.subject() instanceof ItemRef.OfRecord;
            files = isRecord ? files : files.plus(one);
            records = isRecord ? records.plus(one) : records;
        }
        return report(outcome, files, records, items);
    }

    private static CleanupReport report(
            TaskOutcome outcome, OutcomeCounts files, OutcomeCounts records, ItemReport... items) {
        TaskReport task = new TaskReport(
                "sweep", "old", outcome, ScanCounts.NOTHING, Map.of(), files, records, List.of(items), List.of());
        return new CleanupReport(
                "run-1",
                "host",
                "memory:///a/",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Duration.ZERO,
                List.of(),
                List.of(task),
                QuarantineReport.NOTHING,
                Optional.empty(),
                List.of());
    }

    private static ItemReport file(String key, Outcome outcome) {
        return new ItemReport(new ItemRef.OfFile(FileKey.of(key)), 10, outcome, Optional.empty());
    }

    private static ItemReport record(String id, Outcome outcome) {
        return new ItemReport(new ItemRef.OfRecord(new Owner("sessions", id)), 0, outcome, Optional.empty());
    }
}
