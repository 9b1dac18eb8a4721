package dev.cleanup;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.fake.InMemoryRecords;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A storage that leaves a file out of its answers: nobody knows what became of it, and nothing is built on it. */
@Tag("fast")
class SilentStorageTest {

    private final Sweep sweep = new Sweep().old("used", "a", "b").named("used");
    private final InMemoryRecords sessions = InMemoryRecords.named("sessions");

    private SilentStorageTest saysNothingOfA(String method) {
        sweep.sight = stored -> SilentStorage.of(stored, method, "a");
        return this;
    }

    private CleanupReport sweepRecords(RecordTask task) {
        sessions.add(
                aRecord().id("1").status("failed").files("a"),
                aRecord().id("2").status("failed").files("b"));
        return Cleanup.of("media", sweep.sight.apply(sweep.storage))
                .task(task)
                .clock(sweep.clock)
                .build()
                .run();
    }

    private RecordTask failed() {
        return records(TASK, sessions).where(status("failed")).removingFiles();
    }

    @Test
    void anOrphanThatALookUpLeavesOutStaysAndIsReported() {
        CleanupReport report = saysNothingOfA("lookUp").sweep.run();

        assertThat(sweep.storage.keys()).containsExactly("used", "a");
        assertThat(Sweep.with(Outcome.Failed.class, report)).as(report.toText()).containsExactly("a");
        assertThat(report).task(TASK).completedWithFailures();
    }

    @Test
    void anOrphanThatARemovalLeavesOutIsUnknownAndFreesNothing() {
        CleanupReport report = saysNothingOfA("remove").sweep.run();

        assertThat(report).task(TASK).unknown("a").deleted("b");
        assertThat(report.files().bytes()).as(report.toText()).isEqualTo(10);
    }

    @Test
    void anOrphanThatAQuarantineLeavesOutIsUnknown() {
        sweep.task = sweep.task.quarantineFor(Duration.ofDays(7));

        CleanupReport report = saysNothingOfA("quarantine").sweep.run();

        assertThat(report).task(TASK).unknown("a").setAside("b");
        assertThat(report.files().bytesAside()).as(report.toText()).isEqualTo(10);
    }

    @Test
    void aRecordWhoseFileALookUpLeavesOutStaysWithItsFile() {
        CleanupReport report = saysNothingOfA("lookUp").sweepRecords(failed().deletingRecords());

        assertThat(sweep.storage.keys()).as(report.toText()).containsExactly("used", "a");
        assertThat(sessions.ids()).containsExactly("1");
        assertThat(sessions.claimed()).isEmpty();
    }

    @Test
    void aRecordWhoseFileARemovalLeavesOutStaysMarked() {
        CleanupReport report = saysNothingOfA("remove").sweepRecords(failed().deletingRecords());

        assertThat(report).task(TASK).unknown("a").deleted("b");
        assertThat(sessions.ids()).as(report.toText()).containsExactly("1");
        assertThat(sessions.claimed()).containsExactly("1");
    }

    @Test
    void aRecordWhoseFileAQuarantineLeavesOutStaysMarked() {
        CleanupReport report = saysNothingOfA("quarantine")
                .sweepRecords(failed().quarantineFor(Duration.ofDays(7)).deletingRecords());

        assertThat(report).task(TASK).unknown("a").setAside("b");
        assertThat(sessions.claimed()).as(report.toText()).containsExactly("1");
    }
}
