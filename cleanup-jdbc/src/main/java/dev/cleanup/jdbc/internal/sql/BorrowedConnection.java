package dev.cleanup.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A connection on loan: what is changed on it is put back before it is returned. For one thread. */
public final class BorrowedConnection implements AutoCloseable {

    private final Handle handle;

    /** What has been changed and is to be put back, last change first. */
    private final Deque<Undo> undos = new ArrayDeque<>();

    private boolean isCutOff;

    private BorrowedConnection(Handle handle) {
        this.handle = handle;
        undos.push(handle::close);
    }

    /** Takes a connection, or throws what Jdbi throws. */
    public static BorrowedConnection of(Jdbi jdbi) {
        return new BorrowedConnection(jdbi.open());
    }

    public Handle handle() {
        return handle;
    }

    public Connection connection() {
        return handle.getConnection();
    }

    /** Sets the isolation level. */
    public void isolate(int level) throws SQLException {
        int before = connection().getTransactionIsolation();
        connection().setTransactionIsolation(level);
        undo(() -> connection().setTransactionIsolation(before));
    }

    /** Remembers how to put a change back. */
    public void undo(Undo undo) {
        undos.push(undo);
    }

    /**
     * Puts back what was changed and returns the connection, whatever fails on the way; throws the first fault.
     *
     * <p>A connection that could not be put back is cut off: switching auto-commit on could commit what was to be rolled
     * back, and the next who gets it would meet the settings of the last.
     */
    @Override
    public void close() throws SQLException {
        @Nullable Exception first = null;
        while (!undos.isEmpty()) {
            try {
                undos.pop().run();
            } catch (SQLException | RuntimeException fault) {
                first = joined(first, fault);
                cutOff();
            }
        }
        if (first instanceof SQLException fault) {
            throw fault;
        } else if (first instanceof RuntimeException fault) {
            throw fault;
        }
    }

    private static Exception joined(@Nullable Exception first, Exception fault) {
        if (first == null) {
            return fault;
        }
        first.addSuppressed(fault);
        return first;
    }

    /** Leaves nothing to be done but to return the connection; one that cannot even be aborted is returned all the same. */
    private void cutOff() {
        if (undos.isEmpty() || isCutOff) {
            return;
        }
        isCutOff = true;
        Undo closing = undos.getLast();
        undos.clear();
        undos.push(closing);
        undos.push(() -> connection().abort(Runnable::run));
    }

    /** Puts one change back. */
    @FunctionalInterface
    public interface Undo {
        void run() throws SQLException;
    }
}
