package dev.cleanup.jdbc.internal.sql;

import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.jdbc.internal.claim.BatchExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Work on the library's own tables, each piece in a transaction of its own. */
public final class LibraryTransaction {

    private final Jdbi jdbi;

    public LibraryTransaction(DataSource dataSource) {
        this.jdbi = Jdbi.create(dataSource);
    }

    /** A piece of work. */
    public interface Work<T> {
        T on(Handle handle, Product product) throws SQLException;
    }

    /**
     * Does a piece of work and commits it; {@code what} says of any fault what is lost by it. Work that another transaction
     * was in the way of is done again: two runs that remember at once can wait for each other.
     */
    public <T> T inOne(String what, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException | RuntimeException fault) {
                if (attempt == BatchExecutor.ATTEMPTS || SqlFault.of(fault).kind() != SqlFault.Kind.PASSING) {
                    throw unavailable(what, fault);
                }
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            requireFree(connection);
            Product product = Product.of(connection.getMetaData());
            return handle.inTransaction(open -> {
                CompleteAnswers.require(connection, product);
                CompleteAnswers.requireNoRowLimit(connection);
                return work.on(open, product);
            });
        }
    }

    private static HistoryUnavailableException unavailable(String what, Exception fault) {
        Throwable said = fault.getCause() instanceof SQLException sql ? sql : fault;
        return new HistoryUnavailableException(
                what + ": " + said.getMessage()
                        + ". Check that the database is up, that its tables are there (createTables() makes them) and that"
                        + " its user may read and write them.",
                fault);
    }

    /** A transaction under way would be the host's, and its commit not ours to call. */
    private static void requireFree(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new SQLException("the data source hands out connections with auto-commit off, which may stand in a"
                    + " transaction of the host's; give the history one whose connections come with auto-commit on");
        }
    }
}
