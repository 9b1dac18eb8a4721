package dev.cleanup.examples.therapybridge;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.examples.hosts.TherapyBridgePolicies.failedSession;
import static dev.cleanup.examples.hosts.TherapyBridgePolicies.failedSessionOf;
import static dev.cleanup.examples.hosts.TherapyBridgePolicies.orphanedRecording;
import static dev.cleanup.examples.hosts.TherapyBridgePolicies.recordings;
import static dev.cleanup.examples.therapybridge.RemovalSettings.Way.ARCHIVE;
import static dev.cleanup.examples.therapybridge.RemovalSettings.Way.QUARANTINE;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.CleanupTask;
import dev.cleanup.OrphanTask;
import dev.cleanup.RecordTask;
import dev.cleanup.archive.ZipArchive;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunHistory;
import dev.cleanup.jdbc.JdbcClaimLedger;
import dev.cleanup.jdbc.JdbcHistory;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.jdbc.TimeFormat;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.storage.StorageTarget;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import javax.sql.DataSource;

/**
 * What TherapyBridge cleans up, all of it.
 *
 * @param storage where the recordings lie
 * @param database with the sessions, and what is remembered of runs
 * @param settings how long things are kept, and what becomes of them
 */
record TherapyBridgeCleanup(StorageTarget storage, DataSource database, TherapyBridgeSettings settings) {

    static final String NAME = "therapybridge";
    static final String FAILED = "failed-sessions";
    static final String ORPHANS = "orphaned-files";

    /** Recordings of sessions that failed some time ago, and files that no session names. */
    CleanupBuilder everything() {
        return of(failedSession(settings.failedRetention()));
    }

    /** The same, with none but sessions of some days, both included: whatever is asked for, the young ones stay. */
    CleanupBuilder withSessionsOf(LocalDate first, LocalDate last) {
        return of(failedSession(settings.failedRetention()).and(failedSessionOf(first, last)));
    }

    private CleanupBuilder of(ItemPolicy due) {
        JdbcRecords sessions = JdbcRecords.table(database, "sessions")
                .id("id")
                .status("status")
                .created("created_at", TimeFormat.withZone())
                .file("audio_filename", recordings().ignoring(settings.ignoredNames()::contains))
                .markedIn("removing");
        CleanupBuilder cleanup = Cleanup.of(NAME, storage)
                .task(archived(
                        records(FAILED, sessions).where(due).removingFiles().keepingRecords()))
                .task(archived(orphans(ORPHANS)
                        .olderThan(settings.orphanRetention())
                        .where(orphanedRecording(settings.orphanRetention()))))
                .history(history())
                .recordStorageUsage()
                .lock(new LockFile(settings.lockFile()));
        return settings.removal().way() == QUARANTINE
                ? cleanup.quarantineFor(settings.removal().recoverable())
                : cleanup;
    }

    private CleanupTask archived(RecordTask task) {
        return settings.removal().way() == ARCHIVE ? task.archivingTo(archive()) : task;
    }

    private CleanupTask archived(OrphanTask task) {
        return settings.removal().way() == ARCHIVE ? task.archivingTo(archive()) : task;
    }

    private ZipArchive archive() {
        return ZipArchive.in(settings.removal().archivePath());
    }

    /** What is remembered of runs for a year, in the database of the host. */
    RunHistory history() {
        return tables();
    }

    /** Makes the tables of the history and of the marks where they are missing. */
    TherapyBridgeCleanup createTables() throws SQLException {
        JdbcClaimLedger.in(database).create();
        tables().createTables();
        return this;
    }

    private JdbcHistory tables() {
        return JdbcHistory.in(database, HistoryRetention.youngerThan(Duration.ofDays(365)));
    }
}
