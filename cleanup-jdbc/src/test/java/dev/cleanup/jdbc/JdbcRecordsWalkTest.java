package dev.cleanup.jdbc;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.anyOf;
import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.completed;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.inUse;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.policy.Policies.time;
import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.RecordTask;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.report.CleanupReport;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records as hosts have them, walked by the engine from the row to its end state. */
class JdbcRecordsWalkTest {

    private static final ItemPolicy OLD_FAILURE = status("failed").and(created().olderThan(Duration.ofDays(7)));

    @ParameterizedTest
    @EnumSource
    void failedSessionsLoseTheirFilesAndStay(Database database) throws SQLException {
        HostWorld host = sessions(database);
        RecordTask task = records("failed-sessions", sessions(host))
                .where(OLD_FAILURE)
                .removingFiles()
                .keepingRecords();

        host.assertThatRunning(task).deleted("a.m4a", "a.mp3").settled("sessions#1", "sessions#4");

        assertThat(host.storage.keys()).containsExactlyInAnyOrder("b.m4a", "c.m4a", "d.m4a");
        assertThat(host.rows("SELECT id FROM sessions")).hasSize(5);
        host.assertThatRunning(task).removedNothing();
        assertThat(host.run(task).task("failed-sessions").seen().records())
                .as("what is kept is not visited in vain")
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aKeptRecordIsVisitedAgainOnceItNamesAnotherFile(Database database) throws SQLException {
        HostWorld host = sessions(database);
        RecordTask task = records("failed-sessions", sessions(host))
                .where(OLD_FAILURE)
                .removingFiles()
                .keepingRecords();
        host.run(task);
        host.execute("UPDATE sessions SET audio = 'b.m4a' WHERE id IN (1, 2)");
        host.execute("UPDATE sessions SET audio = 'e.m4a' WHERE id = 4");
        host.storing("e.m4a");

        host.assertThatRunning(task).deleted("e.m4a").settled("sessions#4");

        assertThat(host.storage.keys()).as("another live row names it").contains("b.m4a");
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredUploadGetsAStatusAndADateThatCannotBeReadIsAnErrorOfItsRow(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                        database,
                        "CREATE TABLE files (id INT PRIMARY KEY, status VARCHAR(9), expiry_at VARCHAR(40), downloaded_at"
                                + " VARCHAR(40), path VARCHAR(99))",
                        "INSERT INTO files VALUES (1, 'active', '2026-01-09T01:00:00', NULL, '/srv/uploads/a.bin'),"
                                + " (2, 'active', '2026-01-09T01:00:00.000001', NULL, 'b.bin'),"
                                + " (3, 'active', 'soon', NULL, 'c.bin'), (4, 'active', '', NULL, 'd.bin'),"
                                + " (5, 'expired', '2025-01-01T00:00:00', '2026-01-02 00:30:00', 'e.bin')")
                .storing("a.bin", "b.bin", "c.bin", "d.bin");
        JdbcRecords uploads = JdbcRecords.table(host.database, "files")
                .id("id")
                .status("status")
                .expires("expiry_at", TimeFormat.isoText(java.time.ZoneOffset.ofHours(1)))
                .time("downloaded_at", TimeFormat.isoText(java.time.ZoneOffset.ofHours(1)))
                .file("path", KeyMapping.lastSegments());
        RecordTask expired = records("expired-files", uploads)
                .where(status("active").and(expired()))
                .removingFiles()
                .settingStatus("expired");
        RecordTask old = records("old-records", uploads)
                .where(not(status("active")).and(time("downloaded_at").olderThan(Duration.ofDays(7))))
                .deletingRecords();

        host.assertThatRunning(expired).deleted("a.bin").settled("files#1").completedWithFailures();
        host.assertThatRunning(old).settled("files#5");

        assertThat(host.rows("SELECT id, status FROM files ORDER BY id"))
                .containsExactly("1 expired", "2 active", "3 active", "4 active");
        assertThat(host.storage.keys()).containsExactlyInAnyOrder("b.bin", "c.bin", "d.bin");
    }

    @ParameterizedTest
    @EnumSource
    void anImageThatATaskUsesStays(Database database) throws SQLException {
        HostWorld host = images(database);
        ItemPolicy due = attribute("storage_type", "temporary").and(expired());
        RecordTask task = records("expired", images(host))
                .where(due.and(not(inUse())))
                .removingFiles()
                .deletingRecords();

        host.assertThatRunning(task).deleted("1.png").settled("images#1");

        assertThat(host.rows("SELECT id FROM images ORDER BY id")).containsExactly("2", "3", "4", "5");
    }

    @ParameterizedTest
    @EnumSource
    void whatUsesARecordProtectsItWhateverThePolicySays(Database database) throws SQLException {
        HostWorld host = images(database);
        RecordTask task = records("expired", images(host))
                .where(expired())
                .removingFiles()
                .deletingRecords();

        host.assertThatRunning(task).deleted("1.png").settled("images#1");

        assertThat(host.storage.keys()).contains("2.png", "3.png");
    }

    @ParameterizedTest
    @EnumSource
    void aRecordThatAForeignKeyPointsToStaysAndSoDoesItsFile(Database database) throws SQLException {
        HostWorld host = images(database);
        RecordTask task = records("permanent", images(host))
                .where(anyOf(attribute("storage_type", "permanent"), expired()))
                .removingFiles()
                .deletingRecords();

        CleanupReport report = host.run(task);

        assertThat(report).task("permanent").deleted("1.png").settled("images#1");
        assertThat(report.toString())
                .contains("subject=images#5, bytes=0, outcome=Kept[reason=a foreign key points to images#5: ");
        assertThat(host.storage.keys()).contains("5.png");
        assertThat(host.rows("SELECT owner_id FROM cleanup_claims")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTaskAndItsResultAreRetiredTogether(Database database) throws SQLException {
        HostWorld host = images(database);
        JdbcRecords results = JdbcRecords.query(
                        host.database,
                        "tasks",
                        "SELECT t.id, t.status, t.completed_at, i.id AS image, i.storage_path FROM tasks t"
                                + " JOIN images i ON t.result_image_id = i.id")
                .id("id")
                .status("status")
                .completed("completed_at", UTC)
                .file("storage_path")
                .endingWith(images(host), "image");
        RecordTask task = records("old-results", results)
                .where(status("completed", "failed").and(completed().olderThan(Duration.ofDays(30))))
                .removingFiles()
                .executing(
                        "UPDATE tasks SET result_image_id = NULL WHERE id = :id",
                        "DELETE FROM images WHERE id = :image");

        host.assertThatRunning(task).deleted("5.png").settled("tasks#12");

        assertThat(host.rows("SELECT id FROM images ORDER BY id")).containsExactly("1", "2", "3", "4");
        assertThat(host.rows("SELECT id, result_image_id FROM tasks WHERE id >= 12 ORDER BY id"))
                .containsExactly("12 null", "13 3");
    }

    private static HostWorld sessions(Database database) throws SQLException {
        return new HostWorld(
                        database,
                        "CREATE TABLE sessions (id INT PRIMARY KEY, status VARCHAR(9), created_at TIMESTAMP(6) NULL, audio"
                                + " VARCHAR(99))",
                        "INSERT INTO sessions VALUES (1, 'failed', '2026-01-01 00:00:00', 'a.m4a'),"
                                + " (2, 'failed', '2026-01-08 00:00:00', 'b.m4a'),"
                                + " (3, 'ready', '2026-01-01 00:00:00', 'c.m4a'),"
                                + " (4, 'failed', '2026-01-01 00:00:00', ' '), (5, 'failed', NULL, 'd.m4a')")
                .storing("a.m4a", "a.mp3", "b.m4a", "c.m4a", "d.m4a");
    }

    private static JdbcRecords sessions(HostWorld host) {
        return JdbcRecords.table(host.database, "sessions")
                .id("id")
                .status("status")
                .created("created_at", UTC)
                .file("audio", key -> key.sibling(key.stem() + ".mp3"));
    }

    /** Five images: expired, used through either column, the result of a task that uses it, and one for ever. */
    private static HostWorld images(Database database) throws SQLException {
        return new HostWorld(
                        database,
                        "CREATE TABLE images (id INT PRIMARY KEY, storage_type VARCHAR(9), expires_at TIMESTAMP(6) NULL,"
                                + " storage_path VARCHAR(99))",
                        "CREATE TABLE tasks (id INT PRIMARY KEY, status VARCHAR(20), completed_at TIMESTAMP(6) NULL,"
                                + " husband_photo_id INT, wife_photo_id INT, result_image_id INT REFERENCES images (id))",
                        "INSERT INTO images VALUES (1, 'temporary', '2026-01-09 00:00:00', '1.png'),"
                                + " (2, 'temporary', '2026-01-01 00:00:00', '2.png'),"
                                + " (3, 'temporary', '2026-01-01 00:00:00', '3.png'),"
                                + " (4, 'temporary', NULL, '4.png'), (5, 'permanent', '2025-01-01 00:00:00', '5.png')",
                        "INSERT INTO tasks VALUES (10, 'pending', NULL, 2, NULL, NULL),"
                                + " (11, 'processing', NULL, NULL, 3, NULL),"
                                + " (12, 'completed', '2025-12-01 00:00:00', 1, 1, 5),"
                                + " (13, 'completed', '2025-12-01 00:00:00', 1, 1, 3)")
                .storing("1.png", "2.png", "3.png", "4.png", "5.png");
    }

    private static JdbcRecords images(HostWorld host) {
        return JdbcRecords.table(host.database, "images")
                .id("id")
                .expires("expires_at", UTC)
                .attributes("storage_type")
                .file("storage_path")
                .inUseQuery("SELECT id FROM tasks WHERE status IN ('pending', 'processing')"
                        + " AND :id IN (husband_photo_id, wife_photo_id)");
    }
}
