package dev.cleanup.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** The least that anyone must do who lists the names and reads the references, one after the other. */
final class Floor {

    private Floor() {}

    /** Takes root and JDBC URL. */
    public static void main(String[] args) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[1]);
        Rounds.play(() -> {
            if (names(Path.of(args[0])) == 0 || references(database) == 0) {
                throw new IllegalStateException("there is nothing to compare");
            }
            return new Finding.Count(0);
        });
    }

    /** In folders of files, as {@link Tree} makes them. */
    private static long names(Path root) throws IOException {
        long names = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
            for (Path folder : folders) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                    for (Path file : files) {
                        names += file.getNameCount() > 0 ? 1 : 0;
                    }
                }
            }
        }
        return names;
    }

    private static long references(PGSimpleDataSource database) throws SQLException {
        long references = 0;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(10_000);
                try (ResultSet rows = statement.executeQuery("SELECT path FROM uploads")) {
                    while (rows.next()) {
                        references += rows.getString(1).isEmpty() ? 0 : 1;
                    }
                }
            }
        }
        return references;
    }
}
