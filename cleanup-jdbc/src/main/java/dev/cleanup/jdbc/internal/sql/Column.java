package dev.cleanup.jdbc.internal.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/**
 * A column as the database has it. Immutable.
 *
 * @param name its name
 * @param sql its name in statements
 * @param type its type, as {@link Types} numbers them
 * @param typeName what the database calls that
 * @param length how many characters fit, or another measure for types that hold no text
 * @param scale how many digits each value has behind the point, where all have as many
 * @param cell how a value becomes a text
 * @param dialect the database
 */
public record Column(
        String name,
        String sql,
        int type,
        String typeName,
        int length,
        OptionalInt scale,
        CellText cell,
        Dialect dialect) {

    private static final Set<Integer> WHOLE = Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);
    private static final Set<Integer> FRACTIONS =
            Set.of(Types.DECIMAL, Types.NUMERIC, Types.FLOAT, Types.DOUBLE, Types.REAL);
    private static final Set<Integer> TEXTS =
            Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR);

    /** What a host may call true. */
    private static final Set<String> TRUE = Set.of("true", "t", "1");

    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9]\\d*");

    /** ZEROFILL, which the driver does not name, puts zeros before numbers. */
    private static final Pattern UNSIGNED_NUMBER = Pattern.compile("\\d+");

    private static final Pattern HEX = Pattern.compile("([0-9a-f]{2})*");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([Ee]-?\\d+)?");

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
    public Column of(String alias) {
        return as(alias + "." + sql);
    }

    /** The same column by another name in statements. */
    public Column as(String other) {
        return new Column(name, other, type, typeName, length, scale, cell, dialect);
    }

    public boolean isNumber() {
        return isWhole() || FRACTIONS.contains(type);
    }

    private boolean isWhole() {
        return WHOLE.contains(type) || cell == CellText.SMALL_NUMBER;
    }

    public boolean isText() {
        return TEXTS.contains(type) && PLAIN_TEXTS.contains(typeName.toLowerCase(Locale.ROOT));
    }

    /** Whether it may take some texts only: some drivers call an enumeration a plain text. */
    public boolean mayBeEnumeration() {
        return TEXTS.contains(type) ? !isText() || !dialect.product().hasTruthValues() : typeName.startsWith("ENUM");
    }

    /** Whether its texts are shorter or longer than what was put in: a comparison may mean either. */
    public boolean isPadded() {
        return cell == CellText.PADDED;
    }

    private boolean isBoolean() {
        return cell == CellText.TRUTH;
    }

    /**
     * Why no value of this column ever reads as a text, as far as its type tells.
     *
     * @return the reason; empty where a value may read so
     */
    public Optional<String> neverShows(String text) {
        if (isBoolean()) {
            return never(text.equals("true") || text.equals("false"), "its values read true and false");
        }
        if (isNumber()) {
            return neverShowsNumber(text);
        }
        if (cell == CellText.BYTES) {
            return never(HEX.matcher(text).matches(), "its values are bytes, which read as small hexadecimal digits");
        }
        if (isPadded() && text.endsWith(" ")) {
            return Optional.of("its values are read without the blanks that its type adds");
        }
        boolean fits = !isText() || length <= 0 || text.codePointCount(0, text.length()) <= length;
        return never(fits, "its values have at most " + length + " characters");
    }

    private Optional<String> neverShowsNumber(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.of("its values are numbers");
        }
        if (isWhole()) {
            Pattern form = typeName.endsWith("UNSIGNED") ? UNSIGNED_NUMBER : WHOLE_NUMBER;
            boolean reads = form.matcher(text).matches() && new BigInteger(text).bitLength() <= bits();
            return never(reads, "its values are whole numbers of " + bits() + " bits, without leading zeros");
        }
        boolean reads = scale.isEmpty() || new BigDecimal(text).scale() == scale.getAsInt();
        return never(reads, "its values have " + scale.orElse(0) + " digits behind the point");
    }

    private int bits() {
        return switch (type) {
            case Types.TINYINT, Types.BOOLEAN -> Byte.SIZE;
            case Types.SMALLINT -> Short.SIZE;
            case Types.INTEGER -> Integer.SIZE;
            default -> Long.SIZE;
        };
    }

    private static Optional<String> never(boolean mayShow, String why) {
        return mayShow ? Optional.empty() : Optional.of(why);
    }

    /** A value as text, which {@link #value} takes; null where there is none. */
    @Nullable
    public String text(ResultSet row, int position) throws SQLException {
        return cell.of(row, position);
    }

    /** The name of a file that stands here; null where there is none. */
    @Nullable
    public String fileName(ResultSet row, int position) throws SQLException {
        return cell.named().of(row, position);
    }

    /** Whether a text that was written to this column may read so. */
    public boolean mayRead(String written, String read) {
        if (isBoolean()) {
            return read.equals(String.valueOf(TRUE.contains(written.toLowerCase(Locale.ROOT))));
        }
        if (isNumber()) {
            return new BigDecimal(written.strip()).compareTo(new BigDecimal(read)) == 0;
        }
        return read.equals(isPadded() ? CellText.unpadded(written) : written);
    }

    /** A value of this column for a statement, typed so that an index serves. */
    public Argument value(String text) {
        if (isWhole()) {
            return (position, statement, context) -> statement.setLong(position, Long.parseLong(text));
        }
        if (FRACTIONS.contains(type)) {
            return (position, statement, context) -> statement.setBigDecimal(position, new BigDecimal(text));
        }
        if (isBoolean()) {
            return (position, statement, context) ->
                    statement.setBoolean(position, TRUE.contains(text.toLowerCase(Locale.ROOT)));
        }
        if (cell == CellText.BYTES) {
            return (position, statement, context) ->
                    statement.setBytes(position, HexFormat.of().parseHex(text));
        }
        if (isText() || !dialect.infersTypes()) {
            return text(text);
        }
        return (position, statement, context) -> statement.setObject(position, text, Types.OTHER);
    }

    /** A text for a statement. */
    public static Argument text(String text) {
        return (position, statement, context) -> statement.setString(position, text);
    }

    /** The bytes of a text for a statement. */
    public static Argument utf8(String text) {
        return (position, statement, context) -> statement.setBytes(position, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name + " (" + typeName + ")";
    }
}
