package dev.cleanup.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** What one writes by hand, in twenty lines: all references into a set, all files through a filter. */
final class HandWritten {

    private HandWritten() {}

    /** Takes phase, root and JDBC URL. */
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[1]);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[2]);
        Rounds.play(() -> {
            List<Path> orphans = orphans(root, database);
            if (Phase.of(args[0]) == Phase.RUN) {
                for (Path orphan : orphans) {
                    Files.delete(orphan);
                }
            }
            return new Finding.Names(orphans.stream()
                    .map(file -> root.relativize(file).toString())
                    .toList());
        });
    }

    private static List<Path> orphans(Path root, PGSimpleDataSource database) throws IOException, SQLException {
        Set<String> referenced = new HashSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT path FROM uploads")) {
            while (rows.next()) {
                referenced.add(rows.getString(1));
            }
        }
        Instant cutoff = Instant.now().minusSeconds(24 * 60 * 60);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !referenced.contains(root.relativize(file).toString()))
                    .filter(file -> isOlder(file, cutoff))
                    .toList();
        }
    }

    private static boolean isOlder(Path file, Instant cutoff) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(cutoff);
        } catch (IOException failure) {
            return false;
        }
    }
}
