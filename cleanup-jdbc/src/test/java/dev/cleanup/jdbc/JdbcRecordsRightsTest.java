package dev.cleanup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.RecordFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a person reads at night whose database does not let the library do its work. */
class JdbcRecordsRightsTest {

    @Test
    void aDatabaseThatIsReadOnly() throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        List<RecordFacts> found = new Claimer(records(host.database)).find();
        host.execute("ALTER DATABASE " + database(host) + " SET default_transaction_read_only = on");

        assertThat(refusal(host.database, found))
                .contains("things#1 is not claimed: ")
                .contains("read-only transaction")
                .endsWith("Give this source a data source that leads to the primary server and may write");
    }

    @Test
    void aUserWhoMayOnlySelect() throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        String user = Database.newName();
        host.execute("CREATE ROLE " + user + " LOGIN", "GRANT SELECT ON things, cleanup_claims TO " + user);
        DataSource limited = Database.server().getDatabase(user, database(host));
        List<RecordFacts> found = new Claimer(records(limited)).find();

        assertThat(found).as("a rehearsal needs no more").hasSize(1);
        assertThat(refusal(limited, found))
                .contains("things#1 is not claimed: ")
                .contains("permission denied for table things")
                .contains("It stays, and so do its files. Grant the database user what the record's task needs");
    }

    @Test
    void aServerThatEndsTheSession() throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        List<RecordFacts> found = new Claimer(records(host.database)).find();
        Interposed between = new Interposed(host.database).at("getConnection", call -> {
            Connection connection = (Connection) call.proceed();
            try (Statement statement = connection.createStatement()) {

                statement.execute("SELECT pg_terminate_backend(pg_backend_pid())");
            } catch (SQLException terminated) {
                // and so it is handed out, as a pool does that does not look
            }
            return connection;
        });

        assertThat(refusal(between.source(), found)).contains("Check that the database is up");
        assertThat(host.rows("SELECT token FROM cleanup_claims")).isEmpty();
    }

    @Test
    void aPoolWithoutConnectionsToSpare() throws SQLException {
        HostWorld host = host(Database.H2);
        List<RecordFacts> found = new Claimer(records(host.database)).find();
        Interposed between = new Interposed(host.database)
                .at(
                        "getConnection",
                        Interposed.Script.failing(new java.sql.SQLTransientConnectionException("timed out")));

        assertThat(refusal(between.source(), found))
                .isEqualTo(
                        "things#1 is not claimed: timed out. It stays, and so do its files. Check that the database is up,"
                                + " that the data source has a connection to spare, and that its address and credentials are right");
    }

    @Test
    void aTableThatIsNotThere() throws SQLException {
        HostWorld host = host(Database.H2);

        assertThatThrownBy(() ->
                        new Claimer(JdbcRecords.table(host.database, "thing").id("id")).find())
                .hasMessageContainingAll("thing: the records cannot be read: there is no table thing, only", "THINGS");
        assertThatThrownBy(() ->
                        new Claimer(JdbcRecords.table(host.database, "things").id("key")).find())
                .hasMessageContaining("table things has no column key, only ID, PATH");
        assertThatThrownBy(() -> Delivered.by(
                        JdbcRecords.table(host.database, "things").id("id").file("name")))
                .hasMessageContainingAll("table things has no column name", "Without all references no file");
    }

    private static String refusal(DataSource source, List<RecordFacts> found) {
        Map<?, Object> answers = new Claimer(records(source)).claim(found);
        return ((Outcome.Failed) answers.values().iterator().next()).failure().message();
    }

    private static HostWorld host(Database database) throws SQLException {
        return new HostWorld(
                database,
                "CREATE TABLE things (id INT PRIMARY KEY, path VARCHAR(20))",
                "INSERT INTO things VALUES (1, 'a')");
    }

    private static JdbcRecords records(DataSource source) {
        return JdbcRecords.table(source, "things")
                .id("id")
                .file("path")
                .waitingForLocks(Duration.ofSeconds(1))
                .pausing(time -> {});
    }

    private static String database(HostWorld host) {
        return ((org.postgresql.ds.common.BaseDataSource) host.database).getDatabaseName();
    }
}
