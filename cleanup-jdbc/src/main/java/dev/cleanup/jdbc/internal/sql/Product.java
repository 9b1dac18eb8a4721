package dev.cleanup.jdbc.internal.sql;

import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static java.sql.Connection.TRANSACTION_SERIALIZABLE;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What databases do differently about one consistent, unfiltered, streamed read. */
public enum Product {
    POSTGRESQL(TRANSACTION_REPEATABLE_READ),
    MARIADB(TRANSACTION_REPEATABLE_READ),
    MYSQL(TRANSACTION_REPEATABLE_READ),
    /** Its repeatable read freezes each table when that is first read; only its own level 6 freezes them together. */
    H2(6),
    /** Its own level; repeatable read and below can miss committed rows within one statement. */
    MICROSOFT_SQL_SERVER(4096),
    OTHER(TRANSACTION_SERIALIZABLE);

    private static final int ROWS_AT_ONCE = 1_000;

    private final int snapshotLevel;

    Product(int snapshotLevel) {
        this.snapshotLevel = snapshotLevel;
    }

    public static Product of(DatabaseMetaData metadata) throws SQLException {
        String name = metadata.getDatabaseProductName().toUpperCase(Locale.ROOT).replace(' ', '_');
        for (Product product : values()) {
            if (product.name().equals(name)) {
                return product;
            }
        }
        return OTHER;
    }

    /** The isolation level that shows all tables as of one instant. */
    public int snapshotLevel() {
        return snapshotLevel;
    }

    /** Whether a level that the connection says it has is as good. */
    public boolean isSnapshot(int level) {
        return level == snapshotLevel || level == TRANSACTION_SERIALIZABLE;
    }

    /**
     * What to execute first in a snapshot. Read-only is said to the server, not to the connection: drivers and pools
     * take {@code setReadOnly} for leave to ask a replica, which may lag.
     */
    public List<String> opening() {
        return switch (this) {
            case POSTGRESQL, MARIADB, MYSQL -> List.of("SET TRANSACTION READ ONLY");
            default -> List.of();
        };
    }

    /** What lets a transaction see all rows. Row security hides rows; switched off, it makes the statement fail. */
    List<String> unfiltered() {
        return this == POSTGRESQL ? List.of("SET LOCAL row_security = off") : List.of();
    }

    /** What to ask within a transaction about settings of the session that cut answers short. */
    List<Question> limits() {
        return switch (this) {
            case MARIADB -> List.of(Question.ROW_LIMIT, Question.AS_OF);
            case MYSQL -> List.of(Question.ROW_LIMIT);
            default -> List.of();
        };
    }

    /** What to ask about settings of the session by which foreign keys hold nothing. */
    List<Question> foreignKeys() {
        return switch (this) {
            case POSTGRESQL -> List.of(Question.REPLICATION_ROLE);
            case MARIADB, MYSQL -> List.of(Question.FOREIGN_KEYS);
            default -> List.of();
        };
    }

    /** Whether it has truth values; without them, a driver takes a TINYINT(1) for one. */
    boolean hasTruthValues() {
        return this != MARIADB && this != MYSQL;
    }

    /**
     * Whether an open transaction shows: where setting the level fails in one, or a question answers. Elsewhere the old
     * snapshot would just live on.
     */
    public boolean tellsOpenTransactions() {
        return this == POSTGRESQL || this == MARIADB;
    }

    /** What to ask a connection before a snapshot begins. */
    public List<Question> questions() {
        return this == MARIADB ? List.of(Question.IN_TRANSACTION) : List.of();
    }

    /** How many rows a cursor fetches at once; one driver streams for a magic number only, whatever the server is. */
    public static int fetchSize(DatabaseMetaData metadata) throws SQLException {
        return metadata.getDriverName().startsWith("MySQL") ? Integer.MIN_VALUE : ROWS_AT_ONCE;
    }

    /**
     * A question with one right answer.
     *
     * @param sql selects the answer
     * @param right the right one
     * @param otherwise what any other means
     */
    public record Question(String sql, String right, String otherwise) {

        static final Question IN_TRANSACTION = new Question(
                "SELECT @@in_transaction",
                "0",
                "the connection stands in a transaction, which may be an old one and show old references");

        static final Question ROW_LIMIT = new Question(
                "SELECT @@sql_select_limit",
                "18446744073709551615",
                "sql_select_limit is set, which cuts answers short without a word");

        static final Question FOREIGN_KEYS = new Question(
                "SELECT @@foreign_key_checks",
                "1",
                "foreign_key_checks is off, so that rows are deleted to which others point. Switch it on for the"
                        + " connections of this data source");

        static final Question REPLICATION_ROLE = new Question(
                "SELECT current_setting('session_replication_role') <> 'replica'",
                "t",
                "session_replication_role is replica, so that foreign keys and triggers do nothing, and rows are deleted"
                        + " to which others point. Set it to origin for the connections of this data source");

        static final Question AS_OF = new Question(
                "SELECT @@system_versioning_asof",
                "DEFAULT",
                "system_versioning_asof is set, which shows the rows of another time");
    }
}
