package dev.cleanup.jdbc.internal.record;

import dev.cleanup.jdbc.internal.sql.BorrowedConnection;
import dev.cleanup.jdbc.internal.sql.Dialect;
import dev.cleanup.jdbc.internal.sql.Product;
import dev.cleanup.jdbc.internal.sql.Transaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.NoTemplateEngine;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** The way to the database that holds the records. Safe for use by several threads. */
public final class RecordAccess {

    private final Jdbi jdbi;
    private final RecordMapping mapping;
    private final Duration patience;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    public RecordAccess(Jdbi jdbi, RecordMapping mapping, Duration patience) {
        this.jdbi = jdbi;
        this.mapping = mapping;
        this.patience = patience;
    }

    public static Jdbi jdbi(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        // Whoever begins a transaction ends it, and says so when that fails; any other is the host's.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        // The host's statements are sent as they are.
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(new NoTemplateEngine());
        return jdbi;
    }

    /**
     * Begins a transaction of its own.
     *
     * @throws SQLException if no connection is to be had, or one that stands in a transaction
     */
    public Transaction begin() throws SQLException {
        BorrowedConnection loan = BorrowedConnection.of(jdbi);
        try {
            Product product = Product.of(loan.connection().getMetaData());
            Dialect dialect = Dialect.of(product);
            refuseTransactionUnderWay(loan.connection(), dialect);
            Transaction transaction = Transaction.begin(loan, product, dialect, patience);
            requireSamePlace(transaction.connection(), dialect);
            return transaction;
        } catch (SQLException | RuntimeException fault) {
            close(loan, fault);
            throw fault;
        }
    }

    private static void close(BorrowedConnection loan, Exception fault) {
        try {
            loan.close();
        } catch (SQLException | RuntimeException later) {
            fault.addSuppressed(later);
        }
    }

    /** The host's rows within a transaction. */
    public LockedRows rows(Transaction transaction) throws SQLException {
        return new LockedRows(transaction, layout(transaction));
    }

    /** The names in the database, looked up once: a change of them shows as a statement that fails, never as another. */
    public ResolvedMapping layout(Transaction transaction) throws SQLException {
        Known found = known.get();
        if (found == null) {
            ResolvedMapping layout = ResolvedMapping.of(transaction.connection(), mapping);
            found = new Known(
                    layout, answer(transaction.connection(), layout.dialect().place()));
            known.set(found);
        }
        return found.layout();
    }

    /**
     * Refuses a session that looks for names elsewhere, as one does that the host left in the schema of another tenant:
     * the same names are other tables there, for the host's own statements, too.
     */
    private void requireSamePlace(Connection connection, Dialect dialect) throws SQLException {
        Known found = known.get();
        String place = answer(connection, dialect.place());
        if (found != null && !found.place().equals(place)) {
            throw new SQLException("this connection looks for tables in " + place + ", and the one before it in "
                    + found.place() + ": the same name may be another table there. Give the records a data source whose"
                    + " connections all begin in one schema");
        }
    }

    /**
     * Names that were looked up.
     *
     * @param layout what they stand for
     * @param place in which schema the session looked for them
     */
    private record Known(ResolvedMapping layout, String place) {}

    /** Has the names looked up afresh, once a run. */
    void forgetLayout() {
        known.set(null);
    }

    /**
     * Refuses the connection of a transaction under way: what is committed on it would be the host's own, and its end
     * the host's to decide. Where a connection comes with auto-commit off, that may be how its pool is set up; if a second
     * connection is the same session once more, it is that of a transaction.
     */
    private void refuseTransactionUnderWay(Connection connection, Dialect dialect) throws SQLException {
        boolean busy = hasBegun(connection, dialect);
        if (busy || (!connection.getAutoCommit() && isShared(connection, dialect))) {
            throw new SQLException(
                    "the data source hands out the connection of a transaction that is under way, such as"
                            + " the one of the calling thread: locks and marks would become part of it. Give the records a data"
                            + " source that opens connections of their own, or call the cleanup outside of transactions");
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Whether a transaction has begun, as far as driver and database tell. */
    private static boolean hasBegun(Connection connection, Dialect dialect) throws SQLException {
        if (dialect.refusesLevelsLate()) {
            int level = connection.getTransactionIsolation();
            try {
                connection.setTransactionIsolation(level);
            } catch (SQLException fault) {
                if ("25001".equals(fault.getSQLState())) {
                    return true;
                }
                throw fault;
            }
        }
        String underWay = dialect.underWay();
        return underWay != null && isTrue(connection, underWay);
    }

    private boolean isShared(Connection connection, Dialect dialect) throws SQLException {
        String session = answer(connection, dialect.session());
        try (BorrowedConnection second = BorrowedConnection.of(jdbi)) {
            boolean shared = session.equals(answer(second.connection(), dialect.session()));
            if (!shared && !second.connection().getAutoCommit()) {
                second.connection().rollback();
            }
            return shared;
        }
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        String answer = answer(connection, question);
        return !(answer.equals("0") || answer.equals("f") || answer.equalsIgnoreCase("false"));
    }

    private static String answer(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
