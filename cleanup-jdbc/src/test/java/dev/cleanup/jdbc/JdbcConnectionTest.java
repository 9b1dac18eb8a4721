package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;
import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.ReferencesUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a connection that others use before and after. */
class JdbcConnectionTest {

    @ParameterizedTest
    @EnumSource
    void theConnectionComesBackAsItWentOut(Database database) throws SQLException {
        try (Connection connection = files(database).getConnection()) {
            List<Object> before = state(connection);

            Delivered.by(files(connection).timeout(Duration.ofSeconds(7)));

            assertThat(state(connection)).isEqualTo(before);
            int level = database == Database.MARIADB ? TRANSACTION_REPEATABLE_READ : TRANSACTION_READ_COMMITTED;
            assertThat(before).containsExactly(true, level, false, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionComesBackAsItWentOutAlsoAfterAFault(Database database) throws SQLException {
        try (Connection connection = files(database).getConnection()) {
            List<Object> before = state(connection);

            assertThatThrownBy(() -> Delivered.by(files(connection).column("missing", "path")))
                    .isInstanceOf(ReferencesUnavailableException.class);

            assertThat(state(connection)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionUnderWayIsRefusedAndLeftAlone(Database database) throws SQLException {
        DataSource source = files(database);
        try (Connection connection = source.getConnection()) {
            connection.setTransactionIsolation(TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO files VALUES (2, 'mine')");

            assertThatThrownBy(() -> Delivered.by(files(connection)))
                    .isInstanceOf(ReferencesUnavailableException.class)
                    .hasMessageContaining("database: no consistent snapshot: ")
                    .hasMessageContaining("Give this source a data source whose connections stand in no transaction");

            assertThat(count(connection)).as("still in it").isEqualTo(2);
            assertThat(count(source)).as("not committed").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aTransactionThatAStatementBeganIsRefusedAndLeftAlone(Database database) throws SQLException {
        DataSource source = files(database);
        try (Connection connection = source.getConnection()) {
            execute(OneConnection.of(connection), "START TRANSACTION", "INSERT INTO files VALUES (2, 'mine')");
            assertThat(connection.getAutoCommit()).as("no sign of it").isTrue();

            assertThatThrownBy(() -> Delivered.by(files(connection)))
                    .isInstanceOf(ReferencesUnavailableException.class)
                    .hasMessageContaining("database: no consistent snapshot: ");

            assertThat(count(connection)).as("still in it").isEqualTo(2);
            assertThat(count(source)).as("not committed").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aPoolWithoutAutoCommitServesWhereTheDatabaseTellsOpenTransactions(Database database) throws SQLException {
        DataSource source = files(database);
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);

            assertThat(Delivered.by(files(connection))).containsExactly("reference a of files#1");
            assertThat(Delivered.by(files(connection))).containsExactly("reference a of files#1");
            assertThat(connection.getAutoCommit()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aQueryThatWritesChangesNothing(Database database) {
        DataSource source = files(database);
        JdbcReferences writing = JdbcReferences.of(source)
                .query("w", "INSERT INTO files VALUES (9, 'w') RETURNING path, id", KeyMapping.relativePaths());

        assertThatThrownBy(() -> Delivered.by(writing))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageMatching("(?is).* cannot execute .* in a read.only transaction.*");
        assertThat(count(source)).isEqualTo(1);
    }

    @Test
    void aQueryThatWritesIsRolledBackWhereNothingForbidsIt() {
        DataSource source = files(Database.H2);
        JdbcReferences writing = JdbcReferences.of(source)
                .query(
                        "w",
                        "SELECT path, id FROM FINAL TABLE (INSERT INTO files VALUES (9, 'w'))",
                        KeyMapping.relativePaths());

        assertThat(Delivered.by(writing)).containsExactly("reference w of w#9");
        assertThat(count(source)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void writesNothing(Database database) {
        FaultyDataSource counting = FaultyDataSource.counting(files(database));

        Delivered.by(JdbcReferences.of(counting.source()).column("files", "path"));

        assertThat(counting.calls())
                .filteredOn(call -> call.startsWith("execute"))
                .allMatch(call -> call.startsWith("executeQuery[SELECT ") || call.startsWith("execute[SET "));
    }

    private static List<Object> state(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return List.of(
                    connection.getAutoCommit(),
                    connection.getTransactionIsolation(),
                    connection.isReadOnly(),
                    statement.getQueryTimeout());
        }
    }

    private static int count(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return count(connection);
        } catch (SQLException fault) {
            throw new AssertionError(fault);
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM files")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static JdbcReferences files(Connection connection) {
        return JdbcReferences.of(OneConnection.of(connection)).column("files", "path");
    }

    private static DataSource files(Database database) {
        DataSource source = database.fresh();
        execute(
                source,
                "CREATE TABLE files (id INT PRIMARY KEY, path VARCHAR(9))",
                "INSERT INTO files VALUES (1, 'a')");
        return source;
    }
}
