package dev.cleanup.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * One fault of a database during a run: at the n-th of the calls that count, from 1. Keeps a list of the calls it counted.
 * For one thread.
 */
final class DatabaseFault {

    /** What happens at that call. */
    enum Kind {
        /** It fails, and does nothing. */
        FAILS,
        /** It fails although it has done what it should. */
        FAILS_AFTERWARDS,
        /** Before it the database goes away, and does not come back. */
        LOST,
        /** After it the database goes away, and does not come back. */
        LOST_AFTERWARDS,
        /** Before it the whole process ends: nothing follows, in the storage neither. */
        DEAD,
        /** After it the whole process ends. */
        DEAD_AFTERWARDS;

        boolean isDead() {
            return this == DEAD || this == DEAD_AFTERWARDS;
        }

        private boolean isAfterwards() {
            return this == FAILS_AFTERWARDS || this == LOST_AFTERWARDS || this == DEAD_AFTERWARDS;
        }

        private boolean cuts() {
            return this != FAILS && this != FAILS_AFTERWARDS;
        }
    }

    private static final int MOST_CALLS = 10_000;

    private final Kind kind;
    private final int at;
    private final Predicate<Tapped.Call> counts;
    private final List<String> calls = new ArrayList<>();
    private final List<Connection> open = new ArrayList<>();
    private int all;
    private boolean cut;

    private DatabaseFault(Kind kind, int at, Predicate<Tapped.Call> counts) {
        this.kind = kind;
        this.at = at;
        this.counts = counts;
    }

    static DatabaseFault at(int n, Kind kind, Predicate<Tapped.Call> counts) {
        return new DatabaseFault(kind, n, counts);
    }

    /** No fault, for a look at what there is to count. */
    static DatabaseFault none(Predicate<Tapped.Call> counts) {
        return at(0, Kind.FAILS, counts);
    }

    DataSource on(DataSource real) {
        return Tapped.of(real, this::call);
    }

    List<String> calls() {
        return calls;
    }

    boolean hasHappened() {
        return at > 0 && calls.size() >= at;
    }

    /** What a process does no more once it is dead. */
    void goOn() {
        if (cut && kind.isDead()) {
            throw new IllegalStateException("dead");
        }
    }

    boolean hasCut() {
        return cut;
    }

    /** How many connections were never closed. */
    int open() {
        return (int) open.stream().filter(DatabaseFault::isOpen).count();
    }

    /** A driver ends some by itself, once they cannot be used any more. */
    private static boolean isOpen(Connection connection) {
        try {
            return !connection.isClosed();
        } catch (SQLException fault) {
            throw new AssertionError(fault);
        }
    }

    @Override
    public String toString() {
        return kind + " at " + at + (hasHappened() ? ", " + calls.get(at - 1) : "");
    }

    private Object call(Tapped.Call call) throws Throwable {
        if (++all > MOST_CALLS) {
            throw new AssertionError("a run without an end, at " + call);
        }
        // Some drivers take an aborted connection for closed, and nobody closes it again.
        boolean closes =
                call.target() instanceof Connection && List.of("close", "abort").contains(call.name());
        if (closes) {
            open.remove((Connection) call.target());
        } else if (cut && call.canFail()) {
            throw broken(call);
        }
        return isIt(call) ? fault(call) : watched(call);
    }

    private boolean isIt(Tapped.Call call) {
        if (cut || !call.canFail() || !counts.test(call) || (kind.isAfterwards() && !call.changes())) {
            return false;
        }
        calls.add(call.name() + " " + call.sql());
        return calls.size() == at;
    }

    private Object fault(Tapped.Call call) throws Throwable {
        if (kind.isAfterwards() || call.name().equals("close")) {
            watched(call);
        }
        if (kind.cuts()) {
            cutOff();
            throw broken(call);
        }
        throw new SQLException("injected into " + call.name());
    }

    private Object watched(Tapped.Call call) throws Throwable {
        Object result = call.proceed();
        if (result instanceof Connection connection && call.name().equals("getConnection")) {
            open.add(connection);
        }
        return result;
    }

    /** What was not committed is rolled back by the server, once it notices. */
    private void cutOff() throws SQLException {
        cut = true;
        for (Connection connection : open) {
            connection.close();
        }
    }

    private static SQLException broken(Tapped.Call call) {
        return new SQLNonTransientConnectionException("cut off before " + call.name(), "08006");
    }
}
