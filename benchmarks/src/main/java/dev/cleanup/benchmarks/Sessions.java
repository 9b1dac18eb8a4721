package dev.cleanup.benchmarks;

import dev.cleanup.jdbc.JdbcClaimLedger;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Rows that each own a file, one in ten of which is due: failed, and a month old.
 *
 * @param tree the files
 * @param database the table {@code sessions(id, status, created_at, audio)}
 */
record Sessions(Tree tree, DataSource database) implements World {

    private static final int DUE_IN = 10;

    @Override
    public int files() {
        return tree.files();
    }

    @Override
    public int references() {
        return tree.files();
    }

    @Override
    public void build() throws IOException, SQLException {
        tree.build();
        JdbcClaimLedger.in(database).create();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS sessions");
            statement.execute(
                    "CREATE TABLE sessions"
                            + " (id INT PRIMARY KEY, status TEXT NOT NULL, created_at TIMESTAMPTZ NOT NULL, audio TEXT NOT NULL)");
            statement.execute("CREATE INDEX ON sessions (status, created_at)");
            insert(connection, IntStream.range(0, files()));
            statement.execute("VACUUM ANALYZE sessions");
        }
    }

    /** Leaves the rows that are there. */
    private static void insert(Connection connection, IntStream numbers) throws SQLException {
        Integer[] ids = numbers.boxed().toArray(Integer[]::new);
        Object[] paths = IntStream.range(0, ids.length)
                .mapToObj(index -> Tree.path(ids[index]))
                .toArray();
        try (PreparedStatement rows = connection.prepareStatement("INSERT INTO sessions"
                + " SELECT id, CASE WHEN id % " + DUE_IN + " = 0 THEN 'failed' ELSE 'done' END,"
                + " now() - INTERVAL '30 days', audio FROM unnest(?, ?) AS made(id, audio) ON CONFLICT DO NOTHING")) {
            rows.setArray(1, connection.createArrayOf("int4", ids));
            rows.setArray(2, connection.createArrayOf("text", paths));
            rows.executeUpdate();
        }
    }

    @Override
    public void restore() throws IOException, SQLException {
        tree.make(due());
        try (Connection connection = database.getConnection()) {
            insert(connection, due());
        }
    }

    private IntStream due() {
        return IntStream.range(0, files()).filter(number -> number % DUE_IN == 0);
    }

    @Override
    public String left() throws IOException, SQLException {
        BitSet files = tree.numbers();
        BitSet rows = new BitSet(files());
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet ids = statement.executeQuery("SELECT id FROM sessions")) {
            while (ids.next()) {
                rows.set(ids.getInt(1));
            }
        }
        return files.cardinality() + " files and " + rows.cardinality() + " rows, of hash "
                + (31 * files.hashCode() + rows.hashCode());
    }

    @Override
    public void close() throws IOException {
        tree.delete();
    }
}
