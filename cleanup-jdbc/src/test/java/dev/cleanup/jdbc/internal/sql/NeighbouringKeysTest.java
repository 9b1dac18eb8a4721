package dev.cleanup.jdbc.internal.sql;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.RecordTask;
import dev.cleanup.jdbc.Claimer;
import dev.cleanup.jdbc.Database;
import dev.cleanup.jdbc.HostWorld;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.report.CleanupReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that differ by their letters, and not to the database: what removes one row would take its neighbour as well. */
class NeighbouringKeysTest {

    private static final String FOLDED = "id VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";

    @ParameterizedTest
    @ValueSource(strings = {"aB3", "\u00e1b3", "Ab3 "})
    void aNeighbourOfACollationKeepsTheRowAndItsFile(String neighbour) throws SQLException {
        HostWorld host = host(Database.MARIADB, FOLDED, neighbour);

        assertNothingGoes(host, deleting(sessions(host)));
        assertNothingGoes(
                host,
                records("sessions", sessions(host))
                        .where(status("failed"))
                        .removingFiles()
                        .settingStatus("gone"));
    }

    @Test
    void aNeighbourOfANondeterministicCollationKeepsTheRowAndItsFile() throws SQLException {
        HostWorld host = new HostWorld(Database.POSTGRESQL);
        host.execute("CREATE COLLATION folded (provider = icu, locale = 'und-u-ks-level1', deterministic = false)");
        fill(host, "id VARCHAR(9) COLLATE folded", "aB3");

        assertNothingGoes(host);
    }

    @Test
    void aNeighbourOfATypeWithoutCaseKeepsTheRowAndItsFile() throws SQLException {
        HostWorld host = new HostWorld(Database.POSTGRESQL, "CREATE EXTENSION citext");
        fill(host, "id CITEXT", "aB3");

        assertNothingGoes(host);
    }

    @Test
    void aColumnWithoutCaseThatIsPartOfAKeyIsRefusedOnH2() throws SQLException {
        HostWorld host = new HostWorld(
                        Database.H2,
                        "CREATE TABLE sessions (nr INT, id VARCHAR_IGNORECASE(9), status VARCHAR(9), file VARCHAR(9),"
                                + " PRIMARY KEY (id, nr))",
                        "INSERT INTO sessions VALUES (1, 'Ab3', 'failed', 'dead'), (1, 'aB4', 'ok', 'live')")
                .storing("dead", "live");

        assertThatThrownBy(() -> new Claimer(sessions(host)).find())
                .hasMessageContaining("has no unique key within ID");
    }

    @Test
    void whatALedgerWithoutCaseRemembersOfANeighbourStays() throws SQLException {
        HostWorld host = host(Database.MARIADB, "id VARCHAR(9) COLLATE utf8mb4_bin", "aB4");
        host.execute("ALTER TABLE cleanup_claims DROP INDEX owner_source, CONVERT TO CHARACTER SET utf8mb4 COLLATE"
                + " utf8mb4_general_ci");
        host.execute("INSERT INTO cleanup_claims VALUES ('t', '" + ledgerName(host)
                + "', 'aB3', 'another', 'r', '', '', '', '', '', '')");

        host.assertThatRunning(deleting(sessions(host))).settled("sessions#Ab3");

        assertThat(host.rows("SELECT owner_id FROM cleanup_claims")).containsExactly("aB3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id VARCHAR(9) NOT NULL, UNIQUE (id) INCLUDE (status)",
                "id VARCHAR(9), PRIMARY KEY (id) INCLUDE (status)",
                "id VARCHAR(9) UNIQUE DEFERRABLE"
            })
    void aKeyOfPostgresqlIsKnownByItsOwnColumns(String key) throws SQLException {
        HostWorld host = new HostWorld(
                Database.POSTGRESQL, "CREATE TABLE sessions (status VARCHAR(9), file VARCHAR(9), " + key + ")");

        assertThat(new Claimer(sessions(host)).find()).isEmpty();
    }

    @Test
    void aColumnThatAnIndexOnlyIncludesIsNoKey() throws SQLException {
        HostWorld host = new HostWorld(
                Database.POSTGRESQL,
                "CREATE TABLE sessions (nr INT, id VARCHAR(9), status VARCHAR(9), file VARCHAR(9))",
                "CREATE UNIQUE INDEX by_nr ON sessions (nr) INCLUDE (id)",
                "CREATE UNIQUE INDEX by_letters ON sessions (lower(id))");

        assertThatThrownBy(() -> new Claimer(sessions(host)).find()).hasMessageContaining("no unique key within id");
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "POSTGRESQL"})
    void rowsOfOneIdKeepEachOther(Database database) throws SQLException {
        HostWorld host = host(database, "id VARCHAR(9)", "Ab3");

        CleanupReport report = host.run(deleting(sessions(host)));

        assertThat(report.isSuccess()).as(report.toText()).isFalse();
        assertThat(host.storage.keys()).containsExactlyInAnyOrder("dead", "live");
    }

    @ParameterizedTest
    @EnumSource
    void anIdWithoutAUniqueKeyIsRefused(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE sessions (nr INT PRIMARY KEY, id VARCHAR(9), status VARCHAR(9), file VARCHAR(9))",
                "CREATE INDEX by_id ON sessions (id)");

        assertThatThrownBy(() -> new Claimer(sessions(host)).find())
                .hasMessageContaining("table sessions has no unique key within ")
                .hasMessageContaining("Name the columns of a primary key or a unique index in id(..)");
        host.execute("CREATE UNIQUE INDEX only_by_id ON sessions (id)");
        assertThat(new Claimer(sessions(host)).find()).isEmpty();
    }

    @Test
    void anIndexOfSomeRowsIsNoUniqueKey() throws SQLException {
        HostWorld host = new HostWorld(
                Database.POSTGRESQL,
                "CREATE TABLE sessions (nr INT PRIMARY KEY, id VARCHAR(9), status VARCHAR(9), file VARCHAR(9))",
                "CREATE UNIQUE INDEX open ON sessions (id) WHERE status = 'ok'");

        assertThatThrownBy(() -> new Claimer(sessions(host)).find()).hasMessageContaining("no unique key within id");
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "POSTGRESQL"})
    void keysThatTheDatabaseTellsApartGoAlone(Database database) throws SQLException {
        HostWorld host = host(
                database,
                database == Database.MARIADB
                        ? "id VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin"
                        : "id VARCHAR(9)",
                "aB3");

        host.assertThatRunning(deleting(sessions(host))).deleted("dead").settled("sessions#Ab3");
        assertThat(host.rows("SELECT id FROM sessions")).containsExactly("aB3");
    }

    @Test
    void neighboursThatAreAllDueGoTogether() throws SQLException {
        HostWorld host = host(Database.MARIADB, FOLDED, "aB3");
        host.execute("UPDATE base SET status = 'failed'");

        host.assertThatRunning(deleting(sessions(host))).deleted("dead", "live");
    }

    private static String ledgerName(HostWorld host) throws SQLException {
        try (Connection connection = host.database.getConnection()) {
            return TableResolver.of(connection)
                    .origin("sessions", List.of("id"))
                    .ledgerName();
        }
    }

    private static void assertNothingGoes(HostWorld host) throws SQLException {
        assertNothingGoes(host, deleting(sessions(host)));
    }

    private static void assertNothingGoes(HostWorld host, RecordTask task) throws SQLException {
        List<String> before = host.rows("SELECT id, status FROM sessions ORDER BY nr");

        CleanupReport report = host.run(task);

        assertThat(report.isSuccess()).as(report.toText()).isFalse();
        assertThat(host.storage.keys()).as(report.toText()).containsExactlyInAnyOrder("dead", "live");
        assertThat(host.rows("SELECT id, status FROM sessions ORDER BY nr")).isEqualTo(before);
        assertThat(report.toText()).contains("the database takes sessions#");
    }

    private static HostWorld host(Database database, String id, String neighbour) throws SQLException {
        HostWorld host = new HostWorld(database);
        fill(host, id, neighbour);
        return host;
    }

    /** A view: of a table, the database says that such a key is none. */
    private static void fill(HostWorld host, String id, String neighbour) {
        host.storing("dead", "live")
                .execute(
                        "CREATE TABLE base (nr INT PRIMARY KEY, " + id + ", status VARCHAR(9), file VARCHAR(9))",
                        "CREATE VIEW sessions AS SELECT * FROM base",
                        "INSERT INTO base VALUES (1, 'Ab3', 'failed', 'dead'), (2, '" + neighbour + "', 'ok', 'live')");
    }

    private static JdbcRecords sessions(HostWorld host) {
        return JdbcRecords.table(host.database, "sessions")
                .id("id")
                .status("status")
                .file("file");
    }

    private static RecordTask deleting(JdbcRecords records) {
        return records("sessions", records)
                .where(status("failed"))
                .removingFiles()
                .deletingRecords();
    }
}
