package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.ReferencesUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What only this server does: cursors on request, answers cut short, names that are equal to it and not to us. */
class JdbcMariaDbTest {

    private static final KeyMapping KEYS = KeyMapping.relativePaths();

    private final DataSource source = Database.MARIADB.fresh();

    @Test
    void streamsAHundredThousandRows() {
        JdbcReferences many =
                JdbcReferences.of(source).query("many", "SELECT CONCAT('f', seq), seq FROM seq_1_to_100000", KEYS);

        assertThat(Delivered.by(many)).hasSize(100_000).contains("reference f100000 of many#100000");
    }

    @Test
    void fetchesRowsInPortions() {
        Delivered delivered = new Delivered();
        // A row that cannot be computed: the sub-select gives it two values.
        JdbcReferences failing = JdbcReferences.of(source)
                .query(
                        "late",
                        "SELECT CONCAT('f', (SELECT s.seq FROM seq_1_to_2 s WHERE s.seq = 1 OR m.seq > 50000), m.seq)"
                                + " FROM seq_1_to_100000 m",
                        KEYS);

        assertThatThrownBy(() -> failing.read(delivered))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining(" cannot be read, after ")
                .hasMessageContaining("Subquery returns more than 1 row");
        assertThat(delivered.all())
                .as("without streaming not a single row had come")
                .isNotEmpty();
    }

    @Test
    void aQueryThatTakesTooLongIsCancelled() {
        JdbcReferences slow = JdbcReferences.of(source)
                .timeout(Duration.ofMillis(1))
                .query("slow", "SELECT 'f' FROM seq_1_to_3 WHERE SLEEP(30) = 0", KEYS);

        assertThatThrownBy(() -> Delivered.by(slow))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining(" cannot be read: ")
                .hasMessageContaining("max_statement_time exceeded");
    }

    @Test
    void refusesASessionThatCutsAnswersShort() throws SQLException {
        execute(
                source,
                "CREATE TABLE files (id INT PRIMARY KEY, path VARCHAR(9))",
                "INSERT INTO files VALUES (1, 'a'), (2, 'b')");
        try (Connection connection = source.getConnection()) {
            execute(OneConnection.of(connection), "SET SESSION sql_select_limit = 1");

            assertThatThrownBy(() -> Delivered.by(
                            JdbcReferences.of(OneConnection.of(connection)).column("files", "path")))
                    .isInstanceOf(ReferencesUnavailableException.class)
                    .hasMessageContaining("sql_select_limit is set, which cuts answers short");
        }
    }

    @Test
    void recordsOfATableWithoutTransactionsAreRefused() {
        execute(
                source,
                "CREATE TABLE files (id INT PRIMARY KEY, path VARCHAR(9)) ENGINE = MyISAM",
                "INSERT INTO files VALUES (1, 'a')");
        Claimer claimer =
                new Claimer(JdbcRecords.table(source, "files").id("id").file("path"));

        assertThatThrownBy(claimer::find)
                .isInstanceOf(RecordsUnavailableException.class)
                .hasMessageContaining("table files is kept by the engine MyISAM, which knows no transactions")
                .hasMessageContaining("none is touched");
    }

    @Test
    void deliversKeysThatAreEqualToTheDatabaseOnly() {
        execute(
                source,
                "CREATE TABLE files (id INT PRIMARY KEY, path VARCHAR(9))",
                "INSERT INTO files VALUES (1, 'a'), (2, 'A'), (3, 'á')");

        assertThat(Delivered.by(JdbcReferences.of(source).column("files", "path")))
                .containsExactly("reference a of files#1", "reference A of files#2", "reference á of files#3");
    }
}
