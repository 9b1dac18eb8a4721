package dev.cleanup.jdbc;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.jdbc.Database.execute;
import static dev.cleanup.policy.Policies.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses of others that began in SQL; see docs/incidents.md. */
class SqlIncidentsTest {

    @ParameterizedTest
    @EnumSource
    void apicurioASubqueryThatIsTrueForEveryRow(Database database) throws SQLException {
        DataSource source = database.fresh();
        execute(
                source,
                "CREATE TABLE contents (id INT PRIMARY KEY, status VARCHAR(9), path VARCHAR(9))",
                "CREATE TABLE abandoned (id INT PRIMARY KEY)",
                "INSERT INTO contents VALUES (1, 'old', '1'), (2, 'live', '2')",
                "INSERT INTO abandoned VALUES (1)");
        JdbcClaimLedger.in(source).create();
        // Both ids are those of the inner table.
        JdbcRecords contents = JdbcRecords.query(
                        source,
                        "contents",
                        "SELECT c.id, c.status, c.path FROM contents c WHERE EXISTS"
                                + " (SELECT 1 FROM abandoned WHERE id = id)")
                .id("id")
                .status("status")
                .file("path");
        InMemoryStorage storage = InMemoryStorage.named(Database.newName());
        storage.put("1", 1, Instant.EPOCH.plusSeconds(1)).put("2", 1, Instant.EPOCH.plusSeconds(1));

        Cleanup.of("registry", storage)
                .task(records("abandoned", contents)
                        .where(status("old"))
                        .removingFiles()
                        .deletingRecords())
                .build()
                .run();

        assertThat(storage.keys()).containsExactly("2");
        assertThat(Database.number(source, "SELECT id FROM contents")).isEqualTo(2);
    }
}
