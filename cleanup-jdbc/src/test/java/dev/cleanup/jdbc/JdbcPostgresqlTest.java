package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.ReferencesUnavailableException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What only a real server shows: cursors, time limits, row security. */
class JdbcPostgresqlTest {

    private static final KeyMapping KEYS = KeyMapping.relativePaths();

    private final DataSource source = Database.POSTGRESQL.fresh();

    @Test
    void streamsAHundredThousandRows() {
        JdbcReferences many =
                JdbcReferences.of(source).query("many", "SELECT 'f' || i, i FROM generate_series(1, 100000) i", KEYS);

        assertThat(Delivered.by(many)).hasSize(100_000).contains("reference f100000 of many#100000");
    }

    @Test
    void fetchesRowsInPortions() {
        Delivered delivered = new Delivered();
        // A row that cannot be computed.
        JdbcReferences failing = JdbcReferences.of(source)
                .query("late", "SELECT 'f' || 1 / (50001 - i) FROM generate_series(1, 100000) i", KEYS);

        assertThatThrownBy(() -> failing.read(delivered))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining(" cannot be read, after 50000 rows: ERROR: division by zero");
        assertThat(delivered.all())
                .as("without a cursor not a single row had come")
                .hasSize(50_000);
    }

    @Test
    void aSinkThatFailsAtTheFirstRowEndsTheReadWithoutTheRest() {
        FaultyDataSource counting = FaultyDataSource.counting(source);
        // Its last row comes late.
        JdbcReferences late = JdbcReferences.of(counting.source())
                .query("e", "SELECT 'f' || i FROM generate_series(1, 2000) i, pg_sleep(i / 2000 * 30)", KEYS);
        RuntimeException full = new IllegalStateException("full");

        assertThatThrownBy(() -> late.read(new Delivered(() -> {
                    throw full;
                })))
                .isSameAs(full);
        assertThat(counting.calls()).filteredOn("next[]"::equals).hasSize(1);
    }

    @Test
    void aQueryThatTakesTooLongIsCancelled() {
        JdbcReferences slow = JdbcReferences.of(source)
                .timeout(Duration.ofMillis(1))
                .query("slow", "SELECT 'f' FROM pg_sleep(30)", KEYS);

        assertThatThrownBy(() -> Delivered.by(slow))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining("query slow (SELECT 'f' FROM pg_sleep(30)) cannot be read: ")
                .hasMessageContaining("canceling statement")
                .hasMessageContaining("allow more time with timeout(..)");
    }

    @Test
    void rowsThatRowSecurityHidesMakeTheReadFail() {
        String user = "tenant_" + UUID.randomUUID().toString().replace("-", "");
        execute(
                source,
                "CREATE TABLE files (id INT PRIMARY KEY, path VARCHAR(9), tenant VARCHAR(99))",
                "INSERT INTO files VALUES (1, 'mine', '" + user + "'), (2, 'theirs', 'other')",
                "ALTER TABLE files ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON files USING (tenant = current_user)",
                "CREATE ROLE " + user + " LOGIN",
                "GRANT SELECT ON files TO " + user);
        DataSource tenants = Database.server().getDatabase(user, database());

        assertThatThrownBy(() -> Delivered.by(JdbcReferences.of(tenants).column("files", "path")))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining("query would be affected by row-level security policy for table \"files\"");
        assertThat(Delivered.by(JdbcReferences.of(source).column("files", "path")))
                .hasSize(2);
    }

    @Test
    void readsPartitionsAndViews() {
        execute(
                source,
                "CREATE TABLE parts (id INT PRIMARY KEY, path VARCHAR(9)) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF parts FOR VALUES FROM (0) TO (10)",
                "CREATE VIEW shown AS SELECT path FROM parts",
                "INSERT INTO parts VALUES (1, 'a')");

        assertThat(Delivered.by(
                        JdbcReferences.of(source).column("parts", "path").column("shown", "path")))
                .containsExactly("reference a of parts#1", "reference a of shown#-");
    }

    @Test
    void findsATableFurtherDownTheSearchPath() {
        execute(
                source,
                "CREATE SCHEMA app",
                "CREATE TABLE files (id INT PRIMARY KEY, path VARCHAR(9))",
                "INSERT INTO files VALUES (1, 'a')",
                "ALTER DATABASE " + database() + " SET search_path = app, public");

        assertThat(Delivered.by(JdbcReferences.of(source).column("files", "path")))
                .containsExactly("reference a of files#1");
    }

    private String database() {
        return ((org.postgresql.ds.common.BaseDataSource) source).getDatabaseName();
    }
}
