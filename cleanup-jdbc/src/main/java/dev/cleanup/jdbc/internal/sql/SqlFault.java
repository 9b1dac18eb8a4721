package dev.cleanup.jdbc.internal.sql;

import dev.cleanup.outcome.Failure;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What kind of fault a database met, and what a person can do about it.
 *
 * @param kind what to do about it here
 * @param fault what was thrown
 */
public record SqlFault(Kind kind, Exception fault) {

    /** What to do about a fault. */
    public enum Kind {
        /** Somebody else was in the way; it may go better next time. */
        PASSING(
                "Somebody else holds the row. It is tried again in the next run; if this lasts, look for transactions that"
                        + " stay open"),
        /** Without a connection nothing goes. */
        NO_CONNECTION(
                "Check that the database is up, that the data source has a connection to spare, and that its address"
                        + " and credentials are right"),
        /** A foreign key points to the row. */
        REFERENCED("Delete or detach the rows that point to it, or settle it in another way"),
        /** The database, or this connection, takes no changes. */
        READ_ONLY("Give this source a data source that leads to the primary server and may write"),
        /** The database user may not do this. */
        FORBIDDEN(
                "Grant the database user what the record's task needs: to select, to lock and to change its table, and the"
                        + " ledger"),
        /** A table or column is not there. */
        MISSING(
                "Check the names of tables and columns; the ledger's table is created by JdbcClaimLedger.in(dataSource).create()"),
        /** Anything else. */
        OTHER("Mend what the database says, and run again");

        private final String advice;

        Kind(String advice) {
            this.advice = advice;
        }
    }

    /** States in which a transaction ended because of another one: rolled back, dead locked, waited too long. */
    private static final Set<String> PASSING_STATES = Set.of("40001", "40P01", "55P03", "57014", "HYT00", "HYT01");

    private static final Set<Integer> PASSING_CODES = Set.of(1205, 1213, 1969, 3024, 50200);
    /** Codes of a database that gives lost connections no state of their own. */
    private static final Set<Integer> LOST_CODES = Set.of(90007, 90067, 90098, 90121);

    private static final Set<Integer> REFERENCED_CODES = Set.of(1217, 1451);
    private static final Set<Integer> READ_ONLY_CODES = Set.of(1290, 1792, 1836, 90097);
    private static final Set<Integer> FORBIDDEN_CODES = Set.of(1044, 1045, 1142, 1143, 1227, 90096);

    public static SqlFault of(Exception thrown) {
        @Nullable SQLException sql = sqlIn(thrown);
        return new SqlFault(sql == null ? Kind.OTHER : kindOf(sql), sql == null ? thrown : sql);
    }

    private static @Nullable SQLException sqlIn(Exception thrown) {
        @Nullable SQLException found = null;
        for (Throwable fault = thrown; fault != null; fault = fault.getCause()) {
            if (fault instanceof SQLException sql) {
                found = sql;
                // a batch says only that one of its statements failed; the next exception says why
                if (sql instanceof BatchUpdateException && sql.getNextException() != null) {
                    return sql.getNextException();
                }
            }
        }
        return found;
    }

    private static Kind kindOf(SQLException fault) {
        String state = Objects.requireNonNullElse(fault.getSQLState(), "");
        int code = fault.getErrorCode();
        if (isLost(fault, state)) {
            return Kind.NO_CONNECTION;
        }
        if (PASSING_STATES.contains(state) || PASSING_CODES.contains(code) || fault instanceof SQLTimeoutException) {
            return Kind.PASSING;
        }
        if (state.equals("23503") || REFERENCED_CODES.contains(code)) {
            return Kind.REFERENCED;
        }
        if (state.equals("25006") || READ_ONLY_CODES.contains(code)) {
            return Kind.READ_ONLY;
        }
        if (state.equals("42501") || FORBIDDEN_CODES.contains(code)) {
            return Kind.FORBIDDEN;
        }
        return state.equals("42P01") || state.startsWith("42S0") || state.equals("42703") ? Kind.MISSING : Kind.OTHER;
    }

    private static boolean isLost(SQLException fault, String state) {
        return state.startsWith("08")
                || state.startsWith("57P0")
                || LOST_CODES.contains(fault.getErrorCode())
                || fault instanceof SQLNonTransientConnectionException
                || fault instanceof SQLTransientConnectionException
                || fault instanceof SQLRecoverableException;
    }

    /** The failure that says what was tried, what the database said, and what to do. */
    public Failure failure(String what, String consequence) {
        return new Failure(fault.getClass().getSimpleName(), text(what, consequence));
    }

    /** What was tried, what the database said, what follows from it, and what to do. */
    public String text(String what, String consequence) {
        return what + ": " + said() + ". " + consequence + ". " + kind.advice;
    }

    /** What the database said, in one line and without a full stop. */
    private String said() {
        return String.valueOf(fault.getMessage())
                .replaceAll("\\s*\\R\\s*", " ")
                .strip()
                .replaceFirst("\\.+$", "");
    }
}
