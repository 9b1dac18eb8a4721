package dev.cleanup.examples.buzzdrop;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.examples.hosts.BuzzdropPolicies.expiredUpload;
import static dev.cleanup.examples.hosts.BuzzdropPolicies.oldDownload;
import static dev.cleanup.examples.hosts.BuzzdropPolicies.orphanedUpload;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunHistory;
import dev.cleanup.jdbc.JdbcClaimLedger;
import dev.cleanup.jdbc.JdbcHistory;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.jdbc.TimeFormat;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.StorageTarget;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What Buzzdrop cleans up, all of it. */
final class BuzzdropCleanup {

    static final String NAME = "buzzdrop";
    static final String EXPIRED = "expired-files";
    static final String ORPHANS = "orphaned-files";
    static final String OLD_RECORDS = "old-records";

    private BuzzdropCleanup() {}

    /** Uploads that have expired; files that no row names; and records of downloads long ago. */
    static CleanupBuilder over(
            StorageTarget storage, DataSource database, RunHistory history, BuzzdropSettings settings) {
        TimeFormat times = TimeFormat.isoText(settings.zone());
        JdbcRecords files = JdbcRecords.table(database, "files")
                .id("id")
                .status("status")
                .expires("expiry_at", times)
                .time("downloaded_at", times)
                .file("path", KeyMapping.lastSegments());
        CleanupBuilder cleanup = Cleanup.of(NAME, storage)
                .task(records(EXPIRED, files)
                        .where(expiredUpload())
                        .removingFiles()
                        .settingStatus("expired"))
                .task(records(OLD_RECORDS, files)
                        .where(oldDownload(settings.oldFilesDays()))
                        .deletingRecords())
                .history(history);
        if (storage instanceof ListableStorage) {
            cleanup.task(orphans(ORPHANS)
                            .where(orphanedUpload())
                            .allowNoReferences()) // a new host has no upload yet, and old ones may all be over
                    .recordStorageUsage();
        }
        return cleanup;
    }

    /** What is remembered of runs, in the database of the host; its tables and that of the marks are made where missing. */
    static RunHistory history(DataSource database) throws SQLException {
        JdbcClaimLedger.in(database).create();
        return JdbcHistory.in(database, HistoryRetention.newest(1000)).createTables();
    }
}
