package dev.cleanup.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Files, and a table that names all but a few of them.
 *
 * @param tree the files
 * @param database the table {@code uploads(id, path)}
 * @param orphans how many of the files no row names
 */
record Uploads(Tree tree, DataSource database, int orphans) implements World {

    private static final int ROWS_AT_ONCE = 10_000;

    @Override
    public int files() {
        return tree.files();
    }

    @Override
    public int references() {
        return tree.files() - orphans;
    }

    @Override
    public void build() throws IOException, SQLException {
        tree.build();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS uploads");
            statement.execute("CREATE TABLE uploads (id INT PRIMARY KEY, path TEXT NOT NULL)");
            for (int from = 0; from < files(); from += ROWS_AT_ONCE) {
                insert(connection, from, Math.min(files(), from + ROWS_AT_ONCE));
            }
            statement.execute("VACUUM ANALYZE uploads");
        }
    }

    private void insert(Connection connection, int from, int to) throws SQLException {
        Object[] ids = IntStream.range(from, to)
                .filter(file -> !isOrphan(file))
                .boxed()
                .toArray();
        Object[] paths = Stream.of(ids).map(id -> Tree.path((int) id)).toArray();
        try (PreparedStatement rows = connection.prepareStatement("INSERT INTO uploads SELECT * FROM unnest(?, ?)")) {
            rows.setArray(1, connection.createArrayOf("int4", ids));
            rows.setArray(2, connection.createArrayOf("text", paths));
            rows.executeUpdate();
        }
    }

    @Override
    public void restore() throws IOException {
        tree.make(IntStream.range(0, files()).filter(this::isOrphan));
    }

    @Override
    public String left() throws IOException {
        BitSet left = tree.numbers();
        return left.cardinality() + " files, of hash " + left.hashCode();
    }

    /** Spread evenly over all folders. */
    private boolean isOrphan(int number) {
        return orphans > 0 && number % (files() / orphans) == 0 && number / (files() / orphans) < orphans;
    }

    @Override
    public void close() throws IOException {
        tree.delete();
    }
}
