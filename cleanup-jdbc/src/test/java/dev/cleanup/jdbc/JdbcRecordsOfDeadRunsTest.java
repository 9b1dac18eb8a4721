package dev.cleanup.jdbc;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.completed;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.RecordTask;
import dev.cleanup.record.Settlement;
import dev.cleanup.report.CleanupReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run claims all records of a query, which bear no mark of their own, removes a.png, and dies; b.png is still there. */
class JdbcRecordsOfDeadRunsTest {

    private static final String MARKED = "SELECT owner_id FROM cleanup_claims ORDER BY owner_id";

    @ParameterizedTest
    @EnumSource
    void whatHasLostItsFileStaysMarkedThoughItIsNotDueByAnotherRetention(Database database) throws SQLException {
        HostWorld host = host(database);

        CleanupReport report = host.run(task(host, 30));

        assertThat(host.rows(MARKED))
                .as("nobody would know that a.png is gone on purpose")
                .containsExactly("1");
        assertThat(report.records().kept()).isEqualTo(2);
        assertThat(host.storage.keys()).containsExactlyInAnyOrder("b.png", "c.png");
        assertThat(host.run(task(host, 7)).records().settled()).isEqualTo(2);
        assertThat(host.rows(MARKED)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatHasLostItsFileStaysMarkedThoughItIsInUseByNow(Database database) throws SQLException {
        HostWorld host = host(database);
        host.execute("INSERT INTO uses VALUES (1), (2)");

        host.run(task(host, 7));

        assertThat(host.rows(MARKED)).containsExactly("1");
        assertThat(host.storage.keys()).contains("b.png");
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotNameTheLostFileAnyMoreIsReleased(Database database) throws SQLException {
        HostWorld host = host(database);
        host.execute("UPDATE tasks SET path = 'c.png' WHERE id = 1", "DELETE FROM tasks WHERE id = 2");

        host.run(task(host, 30));

        assertThat(host.rows(MARKED)).isEmpty();
        assertThat(host.storage.keys()).contains("c.png");
    }

    private static HostWorld host(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                        database,
                        "CREATE TABLE tasks (id INT PRIMARY KEY, completed_at TIMESTAMP(6) NULL, path VARCHAR(99))",
                        "CREATE TABLE uses (task INT)",
                        "INSERT INTO tasks VALUES (1, '2026-01-01 00:00:00', 'a.png'), (2, '2026-01-01 00:00:00', 'b.png')")
                .storing("b.png", "c.png");
        new Claimer(results(host), "dead", new Settlement.Execute(List.of("DELETE FROM tasks WHERE id = :id")))
                .claimAll();
        return host;
    }

    /** By the name that the dead run's task had. */
    private static RecordTask task(HostWorld host, int days) {
        return records("task", results(host))
                .where(completed().olderThan(Duration.ofDays(days)))
                .removingFiles()
                .executing("DELETE FROM tasks WHERE id = :id");
    }

    private static JdbcRecords results(HostWorld host) {
        return JdbcRecords.query(host.database, "tasks", "SELECT id, completed_at, path FROM tasks")
                .id("id")
                .completed("completed_at", UTC)
                .file("path")
                .inUseQuery("SELECT task FROM uses WHERE task = :id");
    }
}
