package dev.cleanup.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** What one writes by hand: select what is due, delete the file of each, delete its row. */
final class HandWrittenLoop {

    private static final String DUE =
            "SELECT id, audio FROM sessions WHERE status = 'failed' AND created_at < now() - INTERVAL '7 days'";

    private HandWrittenLoop() {}

    /** Takes how it commits, {@code each} row or all {@code at-once}, the root and the JDBC URL. */
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[1]);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[2]);
        Rounds.play(() -> {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(args[0].equals("each"));
                List<String> removed = remove(root, connection);
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
                return new Finding.Names(removed);
            }
        });
    }

    private static List<String> remove(Path root, Connection connection) throws IOException, SQLException {
        List<String> removed = new ArrayList<>();
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM sessions WHERE id = ?")) {
            for (Map.Entry<Integer, String> due : due(connection).entrySet()) {
                Files.deleteIfExists(root.resolve(due.getValue()));
                delete.setInt(1, due.getKey());
                delete.executeUpdate();
                removed.add("sessions#" + due.getKey());
            }
        }
        return removed;
    }

    private static Map<Integer, String> due(Connection connection) throws SQLException {
        Map<Integer, String> due = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DUE)) {
            while (rows.next()) {
                due.put(rows.getInt(1), rows.getString(2));
            }
        }
        return due;
    }
}
