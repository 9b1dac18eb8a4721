package dev.cleanup.jdbc;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.RecordTask;
import dev.cleanup.report.CleanupReport;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row in SQL that came back, or changed since it was settled, gets its quarantined file back. */
class RetiredRowsTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private static HostWorld host(Database database) throws SQLException {
        return new HostWorld(
                        database,
                        "CREATE TABLE images (id INT PRIMARY KEY, title VARCHAR(20), path VARCHAR(20))",
                        "INSERT INTO images VALUES (7, 'first', 'a')",
                        "CREATE TABLE s (id INT PRIMARY KEY, status VARCHAR(9), note VARCHAR(9), image INT, audio VARCHAR(20))",
                        "INSERT INTO s VALUES (1, 'failed', 'n', 7, 'a')")
                .storing("a");
    }

    private static RecordTask failed(HostWorld host) {
        JdbcRecords images = JdbcRecords.table(host.database, "images").id("id").file("path");
        JdbcRecords sessions = JdbcRecords.table(host.database, "s")
                .id("id")
                .status("status")
                .attributes("note")
                .file("audio")
                .endingWith(images, "image");
        return records("failed", sessions)
                .where(status("failed"))
                .removingFiles()
                .quarantineFor(WEEK);
    }

    private static CleanupReport run(HostWorld host, RecordTask task) {
        return Cleanup.of("host", host.storage)
                .referencedBy(JdbcReferences.of(host.database).column("images", "path"))
                .clock(host.clock)
                .task(task)
                .build()
                .run();
    }

    private static void assertThatItReturnsAfter(Database database, RecordTask task, HostWorld host, String change) {
        assertThat(run(host, task).files().setAside()).isEqualTo(1);
        assertThat(run(host, task).quarantine().restored().total())
                .as("of what is as it was settled")
                .isZero();
        host.execute(change);
        host.clock.step(WEEK.plusDays(1));

        CleanupReport report = run(host, task);

        assertThat(report.quarantine().restored().putBack())
                .as("on %s", database)
                .isEqualTo(1);
        assertThat(report.quarantine().purged().total()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aStatusThatTheHostSetsBack(Database database) throws SQLException {
        HostWorld host = host(database);

        assertThatItReturnsAfter(
                database, failed(host).settingStatus("gone"), host, "UPDATE s SET status = 'ok' WHERE id = 1");
    }

    @ParameterizedTest
    @EnumSource
    void anAttributeOfAKeptRecordThatChanges(Database database) throws SQLException {
        HostWorld host = host(database);

        assertThatItReturnsAfter(
                database, failed(host).keepingRecords(), host, "UPDATE s SET note = 'new' WHERE id = 1");
    }

    @ParameterizedTest
    @EnumSource
    void aSecondOwnerWhoseRowChanges(Database database) throws SQLException {
        HostWorld host = host(database);

        assertThatItReturnsAfter(
                database, failed(host).settingStatus("gone"), host, "UPDATE images SET title = 'another' WHERE id = 7");
    }

    @ParameterizedTest
    @EnumSource
    void aSecondOwnerWhoseTaskIsGone(Database database) throws SQLException {
        HostWorld host = host(database);

        assertThatItReturnsAfter(database, failed(host).keepingRecords(), host, "DELETE FROM s");
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedRowThatComesBackFromABackup(Database database) throws SQLException {
        HostWorld host = host(database);
        host.execute("DELETE FROM images", "UPDATE s SET image = NULL");

        assertThatItReturnsAfter(
                database, failed(host).deletingRecords(), host, "INSERT INTO s VALUES (1, 'ok', 'n', NULL, 'a')");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAsItWasSettledIsPurged(Database database) throws SQLException {
        HostWorld host = host(database);
        RecordTask task = failed(host).settingStatus("gone");
        run(host, task);
        host.clock.step(WEEK);

        assertThat(run(host, task).quarantine().purged().deleted()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aKeptRecordThatFailsAgainIsJudgedAgain(Database database) throws SQLException {
        HostWorld host = host(database);
        RecordTask task = failed(host).keepingRecords();
        run(host, task);
        host.execute("UPDATE s SET status = 'ok' WHERE id = 1");
        run(host, task);
        host.execute("UPDATE s SET status = 'failed' WHERE id = 1");

        assertThat(run(host, task).files().setAside()).isEqualTo(1);
    }
}
