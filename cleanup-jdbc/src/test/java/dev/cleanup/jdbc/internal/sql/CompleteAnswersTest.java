package dev.cleanup.jdbc.internal.sql;

import static dev.cleanup.CleanupTask.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.RecordTask;
import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.SightingScope;
import dev.cleanup.jdbc.Claimer;
import dev.cleanup.jdbc.Database;
import dev.cleanup.jdbc.Delivered;
import dev.cleanup.jdbc.FaultyDataSource;
import dev.cleanup.jdbc.HostWorld;
import dev.cleanup.jdbc.JdbcHistory;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.jdbc.JdbcReferences;
import dev.cleanup.jdbc.JdbcSightings;
import dev.cleanup.jdbc.OneConnection;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.policy.Policies;
import dev.cleanup.record.Claim;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordsUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session that hides rows gives no answer: "not in use" would cost a file that is in use. */
class CompleteAnswersTest {

    private static final String HIDDEN = "query would be affected by row-level security policy";
    private static final String CUT = "sql_select_limit is set, which cuts answers short";
    private static final HistoryQuery ALL = HistoryQuery.newest(9);
    private static final SightingScope PLACE = new SightingScope("files", "media", "orphans");

    @Test
    void aTaskThatRowSecurityHidesKeepsItsImage() throws SQLException {
        HostWorld host = gallery(Database.POSTGRESQL).storing("a");
        DataSource cleaner = hiding(host, "tasks");

        var report = host.run(deleting(images(cleaner)));

        assertThat(host.storage.keys()).as(report.toText()).containsExactly("a");
        assertThat(host.rows("SELECT id FROM images")).containsExactly("1");
        assertThat(report.toText()).contains(HIDDEN);
    }

    @Test
    void aTaskThatIsHiddenAfterTheSearchIsMissedByNoClaim() throws SQLException {
        HostWorld host = gallery(Database.POSTGRESQL);
        DataSource cleaner = role(host);
        Claimer claimer = new Claimer(images(cleaner));
        List<RecordFacts> found = claimer.find();
        hide(host, "tasks");

        assertThat(refusal(claimer.claim(found))).contains("images#1 is not claimed", HIDDEN);
    }

    @Test
    void aTaskThatIsHiddenAfterTheClaimIsMissedByNoConfirmation() throws SQLException {
        HostWorld host = gallery(Database.POSTGRESQL);
        host.execute("DELETE FROM tasks");
        Claimer claimer = new Claimer(images(role(host)));
        List<Claim> claims = claimer.claimAll();
        host.execute("INSERT INTO tasks VALUES (1, 1, 'pending')");
        hide(host, "tasks");

        assertThat(refusal(claimer.confirm(claims))).contains("images#1 is not confirmed", HIDDEN);
    }

    @Test
    void aClaimThatRowSecurityHidesIsNotSaidToBeMissing() throws SQLException {
        HostWorld host = gallery(Database.POSTGRESQL);
        Claimer claimer = new Claimer(images(hiding(host, "cleanup_claims")));

        assertThatThrownBy(claimer::unsettled)
                .isInstanceOf(RecordsUnavailableException.class)
                .hasMessageContaining(HIDDEN);
    }

    @Test
    void aRunThatRowSecurityHidesIsNotSaidToBeMissing() throws SQLException {
        HostWorld host = gallery(Database.POSTGRESQL);
        history(host.database).createTables();
        JdbcHistory history = history(hiding(host, "cleanup_run"));

        assertThatThrownBy(() -> history.entries(ALL))
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessageContaining(HIDDEN);
    }

    @Test
    void aSightingThatRowSecurityHidesIsNotSaidToBeMissing() throws SQLException {
        HostWorld host = gallery(Database.POSTGRESQL);
        JdbcSightings.in(host.database).createTables();
        JdbcSightings sightings = JdbcSightings.in(hiding(host, "cleanup_sighting_place"));

        assertThatThrownBy(() -> sightings.time(PLACE))
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessageContaining(HIDDEN);
    }

    @Test
    void aRoleThatSeesAllRowsIsServed() throws SQLException {
        HostWorld host = gallery(Database.POSTGRESQL).storing("a");
        hide(host, "tasks");
        host.execute("DELETE FROM tasks");

        host.assertThatRunning(deleting(images(host.database))).settled("images#1");
    }

    @Test
    void aSessionThatCutsAnswersShortIsRefusedByRecordsHistoryAndSightings() throws SQLException {
        HostWorld host = gallery(Database.MARIADB);
        history(host.database).createTables();
        JdbcSightings.in(host.database).createTables();

        inSession(host, "SET SESSION sql_select_limit = 1", session -> {
            assertThatThrownBy(() -> new Claimer(images(session)).find()).hasMessageContaining(CUT);
            assertThatThrownBy(() -> history(session).entries(ALL)).hasMessageContaining(CUT);
            assertThatThrownBy(() -> JdbcSightings.in(session).time(PLACE)).hasMessageContaining(CUT);
        });
    }

    @Test
    void aSessionThatShowsTheRowsOfAnotherTimeIsRefused() throws SQLException {
        HostWorld host = gallery(Database.MARIADB);

        inSession(host, "SET SESSION system_versioning_asof = '2020-01-01 00:00:00'", session -> {
            assertThatThrownBy(() -> new Claimer(images(session)).find())
                    .hasMessageContaining("system_versioning_asof is set, which shows the rows of another time");
            assertThatThrownBy(() -> Delivered.by(JdbcReferences.of(session).column("images", "path")))
                    .hasMessageContaining("system_versioning_asof is set");
        });
    }

    @Test
    void aSessionWithoutForeignKeysIsRefused() throws SQLException {
        HostWorld mariaDb = gallery(Database.MARIADB);
        HostWorld postgresql = gallery(Database.POSTGRESQL);

        inSession(
                mariaDb,
                "SET SESSION foreign_key_checks = 0",
                session -> assertThatThrownBy(() -> new Claimer(images(session)).find())
                        .hasMessageContaining("foreign_key_checks is off"));
        inSession(
                postgresql,
                "SET session_replication_role = replica",
                session -> assertThatThrownBy(() -> new Claimer(images(session)).find())
                        .hasMessageContaining("session_replication_role is replica"));
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatLooksForTablesElsewhereIsRefused(Database database) throws SQLException {
        HostWorld host = gallery(database);
        host.execute("DELETE FROM tasks");
        String other = Database.newName();
        host.execute("CREATE SCHEMA " + other);

        inSession(host, "SELECT 1", session -> {
            Claimer claimer = new Claimer(images(session));
            List<RecordFacts> found = claimer.find();
            Database.execute(session, elsewhere(database, other));

            assertThat(refusal(claimer.claim(found)))
                    .containsIgnoringCase("this connection looks for tables in ")
                    .containsIgnoringCase(other)
                    .contains("may be another table there");
        });
    }

    private static String elsewhere(Database database, String schema) {
        return switch (database) {
            case H2 -> "SET SCHEMA " + schema;
            case POSTGRESQL -> "SET search_path = " + schema;
            case MARIADB -> "USE " + schema;
        };
    }

    @Test
    void aConnectionThatCutsAnswersShortIsRefused() throws SQLException {
        HostWorld host = gallery(Database.H2);
        DataSource cutting =
                FaultyDataSource.answering(host.database, "getMaxRows", 2).source();

        assertThatThrownBy(() -> new Claimer(images(cutting)).find())
                .hasMessageContaining("the connection delivers at most 2 rows of each answer");
    }

    private static HostWorld gallery(Database database) throws SQLException {
        return new HostWorld(
                database,
                "CREATE TABLE images (id INT PRIMARY KEY, path VARCHAR(20))",
                "CREATE TABLE tasks (id INT PRIMARY KEY, image INT, status VARCHAR(20))",
                "INSERT INTO images VALUES (1, 'a')",
                "INSERT INTO tasks VALUES (1, 1, 'pending')");
    }

    private static JdbcRecords images(DataSource source) {
        return JdbcRecords.table(source, "images")
                .id("id")
                .file("path")
                .inUseQuery("SELECT id FROM tasks WHERE status = 'pending' AND image = :id");
    }

    private static RecordTask deleting(JdbcRecords images) {
        return records("images", images)
                .where(Policies.hasFiles())
                .removingFiles()
                .deletingRecords();
    }

    private static JdbcHistory history(DataSource source) {
        return JdbcHistory.in(source, HistoryRetention.newest(9));
    }

    private static DataSource hiding(HostWorld host, String table) {
        hide(host, table);
        return role(host);
    }

    private static void hide(HostWorld host, String table) {
        host.execute(
                "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY none ON " + table + " USING (false)");
    }

    /** A data source of a user that the policies of the tables concern. */
    private static DataSource role(HostWorld host) {
        String user = Database.newName();
        host.execute(
                "CREATE ROLE " + user + " LOGIN",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + user);
        String name = ((org.postgresql.ds.common.BaseDataSource) host.database).getDatabaseName();
        return Database.server().getDatabase(user, name);
    }

    private static void inSession(HostWorld host, String setting, Consumer<DataSource> work) throws SQLException {
        try (Connection connection = host.database.getConnection()) {
            DataSource session = OneConnection.of(connection);
            Database.execute(session, setting);
            work.accept(session);
        }
    }

    private static String refusal(Map<?, Object> answers) {
        return ((Outcome.Failed) answers.values().iterator().next()).failure().message();
    }
}
