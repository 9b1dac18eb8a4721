package dev.cleanup.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * One new transaction, each statement of which sees what was committed before it. What is not committed is rolled back
 * when it is closed. For one thread.
 */
public final class Transaction implements AutoCloseable {

    private final BorrowedConnection loan;
    private final String forUpdate;
    private boolean ended;

    private Transaction(BorrowedConnection loan, String forUpdate) {
        this.loan = loan;
        this.forUpdate = forUpdate;
    }

    /**
     * Begins one on a connection that was just taken.
     *
     * @throws SQLException if it would not be one of its own, not see what others commit, not see all rows, or not hold
     *     its locks
     */
    public static Transaction begin(BorrowedConnection loan, Product product, Dialect dialect, Duration patience)
            throws SQLException {
        Connection connection = loan.connection();
        Transaction transaction = new Transaction(loan, dialect.forUpdate(patience));
        loan.isolate(Connection.TRANSACTION_READ_COMMITTED);
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        loan.undo(() -> connection.setAutoCommit(before));
        loan.undo(transaction::rollBack);
        verify(connection);
        CompleteAnswers.require(connection, product);
        CompleteAnswers.requireNoRowLimit(connection);
        CompleteAnswers.requireForeignKeys(connection, product);
        dialect.opening(patience).forEach(sql -> transaction.update(SqlFragment.of(sql)));
        return transaction;
    }

    private static void verify(Connection connection) throws SQLException {
        int level = connection.getTransactionIsolation();
        if (level != Connection.TRANSACTION_READ_COMMITTED) {
            throw new SQLException("isolation level READ COMMITTED (" + Connection.TRANSACTION_READ_COMMITTED
                    + ") was asked for, " + level
                    + " was taken, at which what was committed while a lock was waited for can be missed");
        }
        if (connection.getAutoCommit()) {
            throw new SQLException("auto-commit stayed on, so that each lock would be let go at once");
        }
    }

    /** What locks the rows of a query until this ends; it is not waited for longer than the host allows. */
    public String forUpdate() {
        return forUpdate;
    }

    public Connection connection() {
        return loan.connection();
    }

    public <T> List<T> query(SqlFragment sql, RowMapper<T> mapper) {
        try (Query query = loan.handle().createQuery(sql.text())) {
            return bound(query, sql.values()).map(mapper).list();
        }
    }

    /** Executes a statement and says how many rows it changed. */
    public int update(SqlFragment sql) {
        try (Update update = loan.handle().createUpdate(sql.text())) {
            return bound(update, sql.values()).execute();
        }
    }

    /** Executes one statement with different values, in one go. */
    public void updateEach(List<SqlFragment> same) {
        if (same.isEmpty() || same.get(0).values().isEmpty()) {
            same.forEach(this::update);
            return;
        }
        try (PreparedBatch batch = loan.handle().prepareBatch(same.get(0).text())) {
            same.forEach(sql -> bound(batch, sql.values()).add());
            batch.execute();
        }
    }

    private static <S extends SqlStatement<S>> S bound(S statement, List<Argument> values) {
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, values.get(i));
        }
        return statement;
    }

    /** Does something and takes it back; what fails about it now would fail later, too. */
    public void rehearse(Runnable work) throws SQLException {
        Savepoint before = connection().setSavepoint();
        work.run();
        connection().rollback(before);
        connection().releaseSavepoint(before);
    }

    /** Commits; where that fails, nobody knows whether it took place. */
    public void commit() throws SQLException {
        connection().commit();
        ended = true;
    }

    private void rollBack() throws SQLException {
        if (!ended) {
            connection().rollback();
        }
    }

    @Override
    public void close() throws SQLException {
        loan.close();
    }
}
