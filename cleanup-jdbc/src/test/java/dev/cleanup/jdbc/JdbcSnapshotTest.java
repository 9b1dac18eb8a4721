package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;
import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.ReferencesUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reference moves from the second table to the first one, after that was read: it is referenced at every instant. */
class JdbcSnapshotTest {

    private static final String MOVING = "moving.mp3";

    @ParameterizedTest
    @EnumSource
    void aReferenceThatMovesBetweenTablesIsSeen(Database database) {
        DataSource source = drafts(database);
        Delivered delivered = new Delivered(() -> publish(source));

        JdbcReferences.of(source)
                .column("published", "path")
                .column("draft", "path")
                .read(delivered);

        assertThat(delivered.all()).contains("reference " + MOVING + " of draft#2");
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceThatMovesBetweenQueriesIsSeen(Database database) {
        DataSource source = drafts(database);
        Delivered delivered = new Delivered(() -> publish(source));

        JdbcReferences.of(source)
                .query("published", "SELECT path, id FROM published", KeyMapping.relativePaths())
                .query("draft", "SELECT path, id FROM draft", KeyMapping.relativePaths())
                .read(delivered);

        assertThat(delivered.all()).contains("reference " + MOVING + " of draft#2");
    }

    @ParameterizedTest
    @EnumSource
    void readCommittedWouldMissIt(Database database) throws SQLException {
        DataSource source = drafts(database);
        List<String> seen = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            connection.setTransactionIsolation(TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            seen.addAll(paths(connection, "published"));
            publish(source);
            seen.addAll(paths(connection, "draft"));
            connection.rollback();
        }

        assertThat(seen).containsExactly("first.mp3");
    }

    @ParameterizedTest
    @EnumSource
    void theNextReadSeesWhatWasCommittedMeanwhile(Database database) {
        DataSource source = drafts(database);
        JdbcReferences references =
                JdbcReferences.of(source).column("published", "path").column("draft", "path");
        Delivered.by(references);

        publish(source);

        assertThat(Delivered.by(references)).contains("reference " + MOVING + " of published#2");
    }

    @ParameterizedTest
    @EnumSource
    void refusesADatabaseThatDoesNotTakeTheLevel(Database database) throws SQLException {
        try (Connection connection = drafts(database).getConnection()) {
            connection.setTransactionIsolation(TRANSACTION_READ_COMMITTED);
            DataSource deaf = FaultyDataSource.ignoring(OneConnection.of(connection), "setTransactionIsolation")
                    .source();

            assertThatThrownBy(() -> Delivered.by(JdbcReferences.of(deaf).column("draft", "path")))
                    .isInstanceOf(ReferencesUnavailableException.class)
                    .hasMessageContaining("database: no consistent snapshot: isolation level")
                    .hasMessageContaining("2 was taken, at which a reference that moves between tables can be missed")
                    .hasMessageContaining("Give this source a data source");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAConnectionWhoseAutoCommitStaysOn(Database database) {
        DataSource deaf =
                FaultyDataSource.ignoring(drafts(database), "setAutoCommit").source();

        assertThatThrownBy(() -> Delivered.by(JdbcReferences.of(deaf).column("draft", "path")))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining("auto-commit stayed on, so that each query would see another instant");
    }

    private static DataSource drafts(Database database) {
        DataSource source = database.fresh();
        execute(
                source,
                "CREATE TABLE draft (id INT PRIMARY KEY, path VARCHAR(99))",
                "CREATE TABLE published (id INT PRIMARY KEY, path VARCHAR(99))",
                "INSERT INTO published VALUES (1, 'first.mp3')",
                "INSERT INTO draft VALUES (2, '" + MOVING + "')");
        return source;
    }

    private static void publish(DataSource source) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO published SELECT * FROM draft");
            connection.createStatement().execute("DELETE FROM draft");
            connection.commit();
        } catch (SQLException fault) {
            throw new AssertionError(fault);
        }
    }

    private static List<String> paths(Connection connection, String table) throws SQLException {
        List<String> paths = new ArrayList<>();
        try (ResultSet rows = connection.createStatement().executeQuery("SELECT path FROM " + table)) {
            while (rows.next()) {
                paths.add(rows.getString(1));
            }
        }
        return paths;
    }
}
