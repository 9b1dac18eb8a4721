package dev.cleanup.examples.hosts;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.examples.hosts.TherapyBridgePolicies.failedSession;
import static dev.cleanup.examples.hosts.TherapyBridgePolicies.failedSessionOf;
import static dev.cleanup.examples.hosts.TherapyBridgePolicies.orphanedRecording;
import static dev.cleanup.examples.hosts.TherapyBridgePolicies.recordings;
import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static dev.cleanup.testkit.TestFacts.aFile;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.RecordTask;
import dev.cleanup.fact.Fact;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.TestFile;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.RecordCall;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of TherapyBridge, each alone, and two of them as whole tasks in memory. */
@Tag("fast")
class TherapyBridgePoliciesTest {

    private static final String NOW = "2026-01-09T00:00:00Z";
    private static final Duration DAY = Duration.ofHours(24);

    private static final TestFile ORPHAN = aFile().named("abc123.m4a").aged(DAY);
    private static final TestRecord FAILED = aRecord()
            .id("7")
            .of("sessions")
            .status("failed")
            .created("2026-01-01T00:00:00Z")
            .files("abc123.m4a", "abc123_processed.mp3");

    @Test
    void t1OrphanedRecordingsGoOnceTheyAreADayOld() {
        assertThat(orphanedRecording())
                .at(NOW)
                .removes(ORPHAN, ORPHAN.aged(DAY.plusDays(8)))
                .keeps(ORPHAN.aged(DAY.minusNanos(1)), ORPHAN.aged(Duration.ZERO));
    }

    @Test
    void t1WhatASessionNamesStaysHoweverOld() {
        assertThat(orphanedRecording())
                .at(NOW)
                .keeps(ORPHAN.aged(Duration.ofDays(900)).referencedBy("sessions", "42"));
    }

    @Test
    void t1TheFileThatKeepsTheDirectoryStays() {
        assertThat(orphanedRecording()).at(NOW).keeps(ORPHAN.named(".gitkeep"), ORPHAN.named("2026/.gitkeep"));
    }

    @Test
    void t1NotKnowingAgeOrReferencesKeepsTheFile() {
        assertThat(orphanedRecording())
                .at(NOW)
                .isUndecidedOn(ORPHAN.unreadableTimes(), ORPHAN.referencesUnknown(), ORPHAN.aged(Duration.ofDays(-1)));
    }

    @Test
    void t2ARecordingTakesAlongWhatWasMadeFromIt() {
        assertThat(MappedKeys.of(recordings(), "abc123.m4a")).containsExactly("abc123.m4a", "abc123_processed.mp3");
    }

    // region one line
    @Test
    void t3FailedSessionsGoAfterSevenDays() {
        TestRecord session = aRecord().status("failed").files("abc123.m4a");
        assertThat(failedSession()).at("2026-01-09T00:00:00Z").removes(session.created("2026-01-02T00:00:00Z"));
        assertThat(failedSession()).at("2026-01-09T00:00:00Z").keeps(session.created("2026-01-02T00:00:00.000000001Z"));
    }
    // endregion

    @Test
    void t3TheRetentionIsTheHostsToSet() {
        assertThat(failedSession(Duration.ofDays(9))).at(NOW).keeps(FAILED);
        assertThat(failedSession(Duration.ofDays(9))).at("2026-01-10T00:00:00Z").removes(FAILED);
    }

    @Test
    void t3SessionsThatDidNotFailStayHoweverOld() {
        assertThat(failedSession()).at(NOW).keeps(FAILED.status("completed"), FAILED.status("FAILED"));
        assertThat(failedSession()).at(NOW).keeps(FAILED.withoutStatus());
    }

    @Test
    void t3SessionsWithoutRecordingAreNotVisited() {
        assertThat(failedSession()).at(NOW).keeps(FAILED.files());
    }

    @Test
    void t3NotKnowingStatusOrTimeKeepsTheSession() {
        assertThat(failedSession())
                .at(NOW)
                .isUndecidedOn(FAILED.withoutTime("created"))
                .isUndecidedOn(FAILED.unreadable(Fact.time("created")))
                .isUndecidedOn(FAILED.unreadable(Fact.STATUS));
    }

    @Test
    void t15FailedSessionsOfARangeOfDaysGo() {
        assertThat(failedSessionOf(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-02")))
                .at(NOW)
                .removes(FAILED, FAILED.created("2026-01-02T23:59:59.999999999Z"))
                .keeps(FAILED.created("2026-01-03T00:00:00Z"), FAILED.created("2025-12-31T23:59:59.999999999Z"))
                .keeps(FAILED.status("completed"))
                .isUndecidedOn(FAILED.withoutTime("created"));
    }

    @Test
    void theRulesAreSentences() {
        assertThat(orphanedRecording().description())
                .isEqualTo("named by no reference and older than 1 day and not named .gitkeep");
        assertThat(failedSession().description())
                .isEqualTo("with status failed and created at least 7 days ago and with files");
    }

    // ---- as whole tasks ----

    private final World world = new World().stored("abc123.m4a", "abc123_processed.mp3", "live.m4a", "forgotten.m4a");
    private final InMemoryRecords sessions = InMemoryRecords.named("sessions")
            .add(FAILED, FAILED.id("8").status("completed").files("live.m4a"));

    private RecordTask failedSessions() {
        return records("failed-sessions", sessions)
                .where(failedSession())
                .removingFiles()
                .keepingRecords();
    }

    @Test
    void t1TheSweepTakesWhatNoSessionNames() {
        sessions.add(aRecord().id("9").status("draft").files());
        world.rows.add("live.m4a").add("abc123.m4a").add("abc123_processed.mp3");

        CleanupReport report =
                world.with(orphans("orphaned-files").where(orphanedRecording())).run();

        assertThat(report).isSuccess().task("orphaned-files").deleted("forgotten.m4a");
    }

    @Test
    void t3TheFilesGoAndTheRowStaysForTheAudit() {
        CleanupReport report = world.with(failedSessions()).run();

        assertThat(report)
                .isSuccess()
                .task("failed-sessions")
                .deleted("abc123.m4a", "abc123_processed.mp3")
                .settled("sessions#7");
        assertThat(sessions.ids()).containsExactly("7", "8");
        assertThat(sessions.status("7")).contains("failed");
        assertThat(world.with(failedSessions()).run().records().total()).isZero();
    }

    @Test
    void t3ASessionThatIsRetriedMeanwhileKeepsItsRecording() {
        sessions.before(RecordCall.Operation.CLAIM, () -> sessions.update("7", row -> row.status("processing")));

        CleanupReport report = world.with(failedSessions()).run();

        assertThat(report).task("failed-sessions").removedNothing();
        assertThat(world.storage.keys()).hasSize(4);
    }

    @Test
    void t3ARecordingThatALiveSessionSharesStays() {
        sessions.update("8", row -> row.files("live.m4a", "abc123.m4a"));

        CleanupReport report = world.with(failedSessions()).run();

        assertThat(report).task("failed-sessions").deleted("abc123_processed.mp3");
        assertThat(world.storage.contains("abc123.m4a")).isTrue();
    }
}
