package dev.cleanup.jdbc.internal.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What databases do differently about rows that are locked, judged and changed. */
public enum Dialect {
    POSTGRESQL(
            "SELECT pg_backend_pid()", "SELECT pg_current_xact_id_if_assigned() IS NOT NULL", "convert_to(%s, 'UTF8')"),
    MARIADB("SELECT connection_id()", "SELECT @@in_transaction", "CAST(CONVERT(%s USING utf8mb4) AS BINARY)"),
    MYSQL("SELECT connection_id()", null, "CAST(CONVERT(%s USING utf8mb4) AS BINARY)"),
    H2(
            "SELECT session_id()",
            "SELECT contains_uncommitted FROM information_schema.sessions WHERE session_id = session_id()",
            "CAST(%s AS VARBINARY)");

    private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

    private final String session;
    private final @Nullable String underWay;
    private final String bytes;

    Dialect(String session, @Nullable String underWay, String bytes) {
        this.session = session;
        this.underWay = underWay;
        this.bytes = bytes;
    }

    /** The dialect of a product; of a product whose locks nobody tried, there is none. */
    public static Dialect of(Product product) throws SQLException {
        for (Dialect dialect : values()) {
            if (dialect.name().equals(product.name())) {
                return dialect;
            }
        }
        throw new SQLFeatureNotSupportedException("this database is none of PostgreSQL, MariaDB, MySQL and H2, and what"
                + " its locks hold off is not known");
    }

    Product product() {
        return Product.valueOf(name());
    }

    /** Asks for what tells one session from another. */
    public String session() {
        return session;
    }

    /** Asks whether a transaction is under way, as far as the database tells; null where it does not. */
    @Nullable
    public String underWay() {
        return underWay;
    }

    /** Whether the isolation level of a transaction that has begun cannot be set, not even to what it is. */
    public boolean refusesLevelsLate() {
        return this == POSTGRESQL;
    }

    /** What to execute first in a transaction, so that no lock is waited for longer. */
    List<String> opening(Duration patience) {
        return this == POSTGRESQL ? List.of("SET LOCAL lock_timeout = '" + patience.toMillis() + "ms'") : List.of();
    }

    /** What has foreign keys checked at each statement, those too that are checked at the end of the transaction. */
    public List<String> checkingAtOnce() {
        return this == POSTGRESQL ? List.of("SET CONSTRAINTS ALL IMMEDIATE") : List.of();
    }

    /** What locks the rows of a query until the transaction ends. */
    String forUpdate(Duration patience) {
        return this == MARIADB || this == H2 ? " FOR UPDATE WAIT " + Math.max(1, patience.toSeconds()) : " FOR UPDATE";
    }

    /** The bytes of a text as UTF-8, which two texts share only if they are the same. */
    public String bytes(String column) {
        return String.format(Locale.ROOT, bytes, column);
    }

    /** Asks for the values of an enumeration, or for its type; empty where the driver names its type in full. */
    public Optional<SqlFragment> labels(String table, Column column) {
        return switch (this) {
            case POSTGRESQL ->
                Optional.of(SqlFragment.of(
                        "SELECT enumlabel AS answer FROM pg_enum WHERE enumtypid = to_regtype(?) ORDER BY enumsortorder",
                        Column.text(column.typeName())));
            case MARIADB, MYSQL ->
                Optional.of(
                        SqlFragment.of("SHOW COLUMNS FROM " + table + " WHERE Field = ?", Column.text(column.name())));
            case H2 -> Optional.empty();
        };
    }

    /** Reads one row of that answer. */
    public String label(ResultSet row) throws SQLException {
        return row.getString(this == POSTGRESQL ? "answer" : "Type");
    }

    /** The values in the whole answer: in one database a row each, in others the name of the type. */
    public List<String> labelsIn(List<String> answer) {
        if (this == POSTGRESQL) {
            return answer;
        }
        return answer.stream()
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("enum"))
                .flatMap(type -> LABEL.matcher(type).results())
                .map(label -> label.group(1).replace("''", "'"))
                .toList();
    }

    /** Whether the type of a column of a query says which enumeration it is. */
    public boolean namesEnumerations() {
        return this == POSTGRESQL || this == H2;
    }

    /** Asks in which schema the session looks for names that are written without one. */
    public String place() {
        return switch (this) {
            case POSTGRESQL -> "SELECT current_schemas(false)::text";
            case MARIADB, MYSQL -> "SELECT database()";
            case H2 -> "SELECT schema()";
        };
    }

    /** Whether a value without a type takes the type of what it is compared with. */
    boolean infersTypes() {
        return this == POSTGRESQL;
    }

    /** Asks for schema, name and engine of the tables that know no transactions; null where all do. */
    @Nullable
    public String withoutTransactions() {
        return this == MARIADB || this == MYSQL
                ? "SELECT t.table_schema, t.table_name, t.engine FROM information_schema.tables t"
                        + " JOIN information_schema.engines e ON e.engine = t.engine"
                        + " WHERE COALESCE(e.transactions, 'NO') <> 'YES'"
                : null;
    }

    /** Whether a TIMESTAMP is an instant, shown in the zone of the session. */
    public boolean showsInstantsInSessionZone() {
        return this == MARIADB || this == MYSQL;
    }
}
