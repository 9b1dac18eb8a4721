package dev.cleanup.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A session at work on a connection of its own: each statement and each commit is a step. For one thread. */
final class Acting implements AutoCloseable {

    private final Session session;
    private final Connection connection;

    private Acting(Session session, Connection connection) {
        this.session = session;
        this.connection = connection;
    }

    /** In a transaction, at the level that the database has by itself. */
    static Acting transaction(Session session, DataSource source) throws SQLException {
        Acting acting = autoCommitting(session, source);
        acting.connection.setAutoCommit(false);
        return acting;
    }

    /** In a transaction, at a level. */
    static Acting transaction(Session session, DataSource source, int level) throws SQLException {
        Acting acting = autoCommitting(session, source);
        acting.connection.setTransactionIsolation(level);
        acting.connection.setAutoCommit(false);
        return acting;
    }

    /** Each statement is a transaction. */
    static Acting autoCommitting(Session session, DataSource source) throws SQLException {
        return new Acting(session, source.getConnection());
    }

    /** Whether a query gives a row. */
    boolean finds(String sql) throws SQLException, InterruptedException {
        session.before(sql);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    /** Whether a statement changes a row. */
    boolean changes(String sql) throws SQLException, InterruptedException {
        session.before(sql);
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql) > 0;
        }
    }

    void commit() throws SQLException, InterruptedException {
        session.before("commit");
        connection.commit();
    }

    /** What was not committed is rolled back. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }
}
