package dev.cleanup.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The data of one comparison: empty files in folders of a thousand, and a table that names all but a few of them.
 *
 * @param root where the files are
 * @param database the table {@code uploads(id, path)}
 * @param files how many files there are
 * @param orphans how many of them no row names
 */
record World(Path root, DataSource database, int files, int orphans) {

    /** How long ago the files were written, as far as a file can be made old. */
    static final Duration AGE = Duration.ofDays(2);

    private static final int FILES_IN_A_FOLDER = 1000;
    private static final int ROWS_AT_ONCE = 10_000;

    /** Makes the files and the table. */
    void build() throws IOException, SQLException {
        for (int folder = 0; folder <= (files - 1) / FILES_IN_A_FOLDER; folder++) {
            Files.createDirectories(root.resolve(folderOf(folder * FILES_IN_A_FOLDER)));
        }
        make(IntStream.range(0, files));
        fillTable();
    }

    /** Makes the orphans that a run has removed. */
    void restoreOrphans() throws IOException {
        make(IntStream.range(0, files).filter(this::isOrphan));
    }

    int references() {
        return (int) IntStream.range(0, files).filter(file -> !isOrphan(file)).count();
    }

    private void make(IntStream numbers) throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(AGE));
        for (int number : (Iterable<Integer>) numbers::iterator) {
            Path file = root.resolve(path(number));
            if (!Files.exists(file)) {
                Files.setLastModifiedTime(Files.createFile(file), old);
            }
        }
    }

    private void fillTable() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE uploads (id INT PRIMARY KEY, path TEXT NOT NULL)");
            for (int from = 0; from < files; from += ROWS_AT_ONCE) {
                insert(connection, from, Math.min(files, from + ROWS_AT_ONCE));
            }
            statement.execute("VACUUM ANALYZE uploads");
        }
    }

    private void insert(Connection connection, int from, int to) throws SQLException {
        Object[] ids = IntStream.range(from, to)
                .filter(file -> !isOrphan(file))
                .boxed()
                .toArray();
        Object[] paths = Stream.of(ids).map(id -> path((int) id)).toArray();
        try (PreparedStatement rows = connection.prepareStatement("INSERT INTO uploads SELECT * FROM unnest(?, ?)")) {
            rows.setArray(1, connection.createArrayOf("int4", ids));
            rows.setArray(2, connection.createArrayOf("text", paths));
            rows.executeUpdate();
        }
    }

    /** Spread evenly over all folders. */
    private boolean isOrphan(int number) {
        return orphans > 0 && number % (files / orphans) == 0 && number / (files / orphans) < orphans;
    }

    private static String path(int number) {
        // As applications name them: a few letters and something unique.
        return "%s/rec-%08d-%016x.mp3".formatted(folderOf(number), number, number * 0x9E3779B97F4A7C15L);
    }

    private static String folderOf(int number) {
        return "%04d".formatted(number / FILES_IN_A_FOLDER);
    }
}
