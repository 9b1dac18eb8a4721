package dev.cleanup;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.RecordCall;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A quarantined file is protected by the row that it was removed with, once that row came back or changed. */
@Tag("fast")
class RetiredOwnersTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Sweep sweep = new Sweep();
    private final InMemoryRecords sessions = InMemoryRecords.named("sessions");

    private static TestRecord failed(String... files) {
        return aRecord().id("1").status("failed").files(files);
    }

    private Cleanup cleanup(RecordTask task) {
        return Cleanup.of("media", sweep.storage)
                .referencedBy(sweep.database)
                .task(task)
                .clock(sweep.clock)
                .build();
    }

    private RecordTask task() {
        return records("failed", sessions)
                .where(status("failed"))
                .removingFiles()
                .quarantineFor(WEEK);
    }

    private Cleanup quarantined(RecordTask task) {
        sweep.old("1.m4a");
        sessions.add(failed("1.m4a"));
        Cleanup cleanup = cleanup(task);
        assertThat(cleanup.run().files().setAside()).isEqualTo(1);
        return cleanup;
    }

    private void assertThatItReturns(Cleanup cleanup) {
        sweep.clock.step(WEEK.plusDays(1));
        assertThat(cleanup.plan().quarantine().returning().files()).isEqualTo(1);

        CleanupReport report = cleanup.run();

        assertThat(report.quarantine().restored().putBack()).isEqualTo(1);
        assertThat(report.quarantine().purged().total()).isZero();
        assertThat(sweep.storage.keys()).contains("1.m4a");
    }

    @Test
    void aRowThatComesBackFromABackupGetsItsFileBack() {
        Cleanup cleanup = quarantined(task().deletingRecords());
        sessions.add(failed("1.m4a").status("ok"));

        assertThatItReturns(cleanup);
    }

    @Test
    void aReusedIdProtectsTheFileThatItNames() {
        Cleanup cleanup = quarantined(task().deletingRecords());
        sweep.database.add("1.m4a", new Owner("sessions", "1"));

        assertThatItReturns(cleanup);
    }

    @Test
    void aRowWhoseStatusTheHostSetsBackGetsItsFileBack() {
        Cleanup cleanup = quarantined(task().settingStatus("expired"));
        sessions.update("1", row -> row.status("ok"));

        assertThatItReturns(cleanup);
    }

    @Test
    void aKeptRowThatIsTriedAgainGetsItsFileBack() {
        Cleanup cleanup = quarantined(task().keepingRecords());
        sessions.update("1", row -> row.status("ok"));

        assertThatItReturns(cleanup);
    }

    @Test
    void aRowWhoseColumnIsSetAgainGetsItsFileBack() {
        Cleanup cleanup = quarantined(task().clearingFileColumns());
        sessions.update("1", row -> row.status("ok").files("1.m4a"));

        assertThatItReturns(cleanup);
    }

    @Test
    void aRowThatIsAsItWasSettledDoesNotKeepItsFileFromBeingPurged() {
        Cleanup cleanup = quarantined(task().settingStatus("expired"));
        sweep.clock.step(WEEK);

        CleanupReport report = cleanup.run();

        assertThat(report.quarantine().restored().total()).isZero();
        assertThat(report.quarantine().purged().deleted()).isEqualTo(1);
    }

    @Test
    void aRowThatIsTriedAgainWhileTheTasksRunKeepsItsFileFromBeingPurged() {
        Cleanup cleanup = quarantined(task().settingStatus("expired"));
        sweep.clock.step(WEEK);
        sessions.before(RecordCall.Operation.FIND, () -> sessions.update("1", row -> row.status("ok")));

        CleanupReport report = cleanup.run();

        assertThat(report.quarantine().purged().deleted()).isZero();
        assertThat(cleanup.run().quarantine().restored().putBack()).isEqualTo(1);
    }

    @Test
    void allFilesOfARowThatComesBackReturn() {
        sweep.old("1.m4a", "1.mp3");
        sessions.add(failed("1.m4a", "1.mp3"));
        Cleanup cleanup = cleanup(task().settingStatus("expired"));
        cleanup.run();
        sessions.update("1", row -> row.status("ok"));

        assertThat(cleanup.run().quarantine().restored().putBack()).isEqualTo(2);
    }

    @Test
    void aSecondOwnerThatChangesProtectsTheFileThatItWasRetiredWith() {
        sweep.old("1.m4a");
        Owner image = new Owner("images", "7");
        sessions.add(failed("1.m4a").retiring(image));
        sweep.database.add("1.m4a", image);
        Cleanup cleanup = cleanup(task().settingStatus("expired"));
        assertThat(cleanup.run().files().setAside()).isEqualTo(1);
        assertThat(cleanup.run().quarantine().restored().total()).isZero();
        sessions.delete("1");

        assertThatItReturns(cleanup);
    }

    @Test
    void aRunThatDiesBeforeItSettlesIsFinishedByTheNextOne() {
        sweep.old("1.m4a");
        sessions.add(failed("1.m4a"));
        sessions.failSettle("1");
        Cleanup cleanup = cleanup(task().settingStatus("expired"));
        cleanup.run();
        sessions.heal();

        cleanup.run();

        assertThat(sessions.status("1")).contains("expired");
        assertThat(sessions.claimed()).isEmpty();
        assertThat(sweep.storage.keys()).doesNotContain("1.m4a");
        assertThat(cleanup.run().quarantine().restored().total()).isZero();
    }

    @Test
    void whereTheRecordsCannotBeAskedNothingIsPurgedNorPutBack() {
        Cleanup cleanup = quarantined(task().settingStatus("expired"));
        sweep.clock.step(WEEK);
        sessions.failUnsettled();

        CleanupReport report = cleanup.run();

        assertThat(report.quarantine().outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(report.quarantine().purged().total()).isZero();
    }

    @Test
    void aPlanThatWouldPurgeTheFileOfARowPurgesNothingOnceTheRowIsUsedAgain() {
        Cleanup cleanup = quarantined(task().settingStatus("expired"));
        sweep.clock.step(WEEK);
        var plan = cleanup.plan();
        assertThat(plan.quarantine().expiring().files()).isEqualTo(1);
        sessions.update("1", row -> row.status("ok"));

        assertThat(cleanup.apply(plan).quarantine().purged().deleted()).isZero();
        assertThat(sweep.storage.keys()).contains("1.m4a");
    }

    @Test
    void aKeptRowWhoseFileAPersonPutsBackIsJudgedAgain() {
        Cleanup cleanup = quarantined(task().keepingRecords());

        var unused = cleanup.quarantine().restore();

        assertThat(sweep.storage.keys()).contains("1.m4a");
        assertThat(cleanup.run().files().setAside()).isEqualTo(1);
    }

    @Test
    void aKeptRowThatIsTriedAgainAndFailsAgainIsJudgedAgain() {
        Cleanup cleanup = quarantined(task().keepingRecords());
        sessions.update("1", row -> row.status("ok"));
        cleanup.run();
        sessions.update("1", row -> row.status("failed"));

        assertThat(cleanup.run().files().setAside()).isEqualTo(1);
    }

    @Test
    void aKeptRowWhoseFileALiveRowSharesGoesOnceTheLiveRowIsGone() {
        sweep.old("shared.m4a");
        sessions.add(failed("shared.m4a"), aRecord().id("2").status("ok").files("shared.m4a"));
        Cleanup cleanup = cleanup(task().keepingRecords());
        CleanupReport shared = cleanup.run();
        assertThat(shared.records().settled()).isZero();
        assertThat(shared.task("failed").samples().toString()).contains("shared with sessions#2");
        assertThat(sessions.calls()).noneMatch(call -> call.operation() == RecordCall.Operation.CLAIM);

        sessions.delete("2");

        assertThat(cleanup.run().files().setAside()).isEqualTo(1);
    }

    @Test
    void theOwnFilesOfAKeptRowGoAtOnceAndTheSharedOneOnceTheLiveRowIsGone() {
        sweep.old("own.mp3", "shared.m4a");
        sessions.add(
                failed("shared.m4a", "own.mp3"), aRecord().id("2").status("ok").files("shared.m4a"));
        Cleanup cleanup = cleanup(task().keepingRecords());
        assertThat(cleanup.run().files().setAside()).isEqualTo(1);
        CleanupReport second = cleanup.run();
        assertThat(second.quarantine().restored().total()).isZero();
        assertThat(second.task("failed").samples().toString()).contains("shared with sessions#2");

        sessions.delete("2");

        assertThat(cleanup.run().files().setAside()).isEqualTo(1);
        assertThat(sweep.storage.keys()).isEmpty();
        assertThat(cleanup.run().task("failed").seen().records()).isZero();
    }

    @Test
    void aRowThatGetsAStatusWaitsAsAWholeWhileAnotherOneSharesAFile() {
        sweep.old("own.mp3", "shared.m4a");
        sessions.add(
                failed("shared.m4a", "own.mp3"), aRecord().id("2").status("ok").files("shared.m4a"));
        Cleanup cleanup = cleanup(task().settingStatus("expired"));
        assertThat(cleanup.run().files().setAside()).isZero();
        assertThat(sessions.status("1")).contains("failed");

        sessions.delete("2");

        assertThat(cleanup.run().files().setAside()).isEqualTo(2);
        assertThat(sessions.status("1")).contains("expired");
    }
}
