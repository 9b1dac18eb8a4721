package dev.cleanup.jdbc.internal.claim;

import dev.cleanup.jdbc.internal.sql.SqlFault;
import dev.cleanup.jdbc.internal.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What is done with records, many in one transaction.
 *
 * @param <T> what is handed in for one record
 * @param <R> what comes of one
 */
public interface BatchOperation<T, R> {

    /**
     * Does it, without committing.
     *
     * @throws SQLException if the transaction cannot go on; as does what Jdbi throws
     */
    Done<T, R> perform(Transaction transaction, List<T> items) throws SQLException;

    /** What comes of an item that nothing was done with. */
    R refused(T item, SqlFault trouble);

    /** What comes of an item of which nobody knows whether it was done. */
    R unknown(T item, SqlFault trouble);

    /**
     * What comes of each item once the transaction is committed.
     *
     * @param results one for each item
     * @param tookPlace tells, in another transaction, whether this one was committed
     */
    record Done<T, R>(Map<T, R> results, Check tookPlace) {}

    /** Finds out, in a later transaction, whether an earlier one was committed. */
    interface Check {
        boolean holds(Transaction later) throws SQLException;
    }
}
