package dev.cleanup.examples.quickstart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The host's tables, each with an id and one column that names a file. */
record SampleDatabase(DataSource dataSource) {

    /** Makes a table with one row for each file. */
    void create(String table, String column, List<String> files) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE %s (id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, %s VARCHAR(500))"
                    .formatted(table, column));
            insert(connection, table, column, files);
        }
    }

    private static void insert(Connection connection, String table, String column, List<String> files)
            throws SQLException {
        String insert = "INSERT INTO %s (%s) VALUES (?)".formatted(table, column);
        try (PreparedStatement row = connection.prepareStatement(insert)) {
            for (String file : files) {
                row.setString(1, file);
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    /** Adds rows without a file, as every real table has them. */
    void addEmpty(String table, String column) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO %s (%s) VALUES (NULL), (''), (NULL)".formatted(table, column));
        }
    }
}
