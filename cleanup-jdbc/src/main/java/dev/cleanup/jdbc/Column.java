package dev.cleanup.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/**
 * A column as the database has it. Immutable.
 *
 * @param name its name
 * @param sql its name in statements
 * @param type its type, as {@link Types} numbers them
 * @param typeName what the database calls that
 * @param dialect the database
 */
record Column(String name, String sql, int type, String typeName, Dialect dialect) {

    private static final Set<Integer> WHOLE = Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);
    private static final Set<Integer> FRACTIONS =
            Set.of(Types.DECIMAL, Types.NUMERIC, Types.FLOAT, Types.DOUBLE, Types.REAL);
    private static final Set<Integer> TEXTS =
            Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR);

    /** What drivers call true, where they show it as text. */
    private static final Set<String> TRUE = Set.of("true", "t", "1");

    /** Names of types that take any text; an enumeration calls itself a text, too, and fails on what it does not know. */
    private static final Set<String> PLAIN_TEXTS = Set.of(
            "char",
            "character",
            "bpchar",
            "varchar",
            "character varying",
            "nvarchar",
            "text",
            "tinytext",
            "mediumtext",
            "longtext");

    /** The same column of a table that the statement calls something else. */
    Column of(String alias) {
        return as(alias + "." + sql);
    }

    /** The same column by another name in statements. */
    Column as(String other) {
        return new Column(name, other, type, typeName, dialect);
    }

    boolean isNumber() {
        return WHOLE.contains(type) || FRACTIONS.contains(type);
    }

    boolean isText() {
        return TEXTS.contains(type) && PLAIN_TEXTS.contains(typeName.toLowerCase(Locale.ROOT));
    }

    /** Whether its texts are shorter or longer than what was put in: a comparison may mean either. */
    boolean isPadded() {
        return type == Types.CHAR || type == Types.NCHAR;
    }

    private boolean isBoolean() {
        return type == Types.BOOLEAN || type == Types.BIT;
    }

    /** Whether it holds bytes, which stand in ids and texts as hexadecimal digits. */
    boolean isBinary() {
        return OwnerIds.isBinary(type, typeName);
    }

    /** A value as text, which {@link #value} takes; null where there is none. */
    @Nullable
    String text(ResultSet row, int position) throws SQLException {
        if (isBoolean()) {
            boolean value = row.getBoolean(position);
            return row.wasNull() ? null : String.valueOf(value);
        }
        if (isBinary()) {
            byte @Nullable [] bytes = row.getBytes(position);
            return bytes == null ? null : HexFormat.of().formatHex(bytes);
        }
        return row.getString(position);
    }

    /** A value of this column for a statement, typed so that an index serves. */
    Argument value(String text) {
        if (WHOLE.contains(type)) {
            return (position, statement, context) -> statement.setLong(position, Long.parseLong(text));
        }
        if (FRACTIONS.contains(type)) {
            return (position, statement, context) -> statement.setBigDecimal(position, new BigDecimal(text));
        }
        if (isBoolean()) {
            return (position, statement, context) ->
                    statement.setBoolean(position, TRUE.contains(text.toLowerCase(Locale.ROOT)));
        }
        if (isBinary()) {
            return (position, statement, context) ->
                    statement.setBytes(position, HexFormat.of().parseHex(text));
        }
        if (isText() || !dialect.infersTypes()) {
            return text(text);
        }
        return (position, statement, context) -> statement.setObject(position, text, Types.OTHER);
    }

    /** A text for a statement. */
    static Argument text(String text) {
        return (position, statement, context) -> statement.setString(position, text);
    }

    @Override
    public String toString() {
        return name + " (" + typeName + ")";
    }
}
