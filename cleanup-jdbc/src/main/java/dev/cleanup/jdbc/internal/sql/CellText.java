package dev.cleanup.jdbc.internal.sql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a value becomes a text: the same for keys, names of files, status and attributes, of references and of records, so
 * that a value equals itself wherever it is read.
 */
public enum CellText {
    /** As the driver shows it. */
    PLAIN {
        @Override
        @Nullable
        public String of(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }
    },
    /** Without the blanks that the type CHAR adds. */
    PADDED {
        @Override
        @Nullable
        public String of(ResultSet row, int column) throws SQLException {
            @Nullable String text = row.getString(column);
            return text == null ? null : unpadded(text);
        }
    },
    /** Bytes as hexadecimal digits. */
    BYTES {
        @Override
        @Nullable
        public String of(ResultSet row, int column) throws SQLException {
            byte @Nullable [] bytes = row.getBytes(column);
            return bytes == null ? null : HexFormat.of().formatHex(bytes);
        }
    },
    /** Bytes that are a name in UTF-8. */
    NAME {
        @Override
        @Nullable
        public String of(ResultSet row, int column) throws SQLException {
            byte @Nullable [] bytes = row.getBytes(column);
            return bytes == null ? null : decoded(bytes);
        }
    },
    /** {@code true} or {@code false}. */
    TRUTH {
        @Override
        @Nullable
        public String of(ResultSet row, int column) throws SQLException {
            boolean value = row.getBoolean(column);
            return row.wasNull() ? null : String.valueOf(value);
        }
    },
    /** The number of a TINYINT(1), which drivers take for a truth value, though it can be 2. */
    SMALL_NUMBER {
        @Override
        @Nullable
        public String of(ResultSet row, int column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : String.valueOf(value);
        }
    };

    private static final Set<Integer> BYTE_TYPES = Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY);

    /** Reads the value of a row; null where there is none. */
    public abstract @Nullable String of(ResultSet row, int column) throws SQLException;

    /** How values of a type are read; some databases call a UUID bytes, though it has a text of its own. */
    static CellText of(int type, String typeName, Product product) {
        if (type == Types.BOOLEAN || type == Types.BIT) {
            return product.hasTruthValues() ? TRUTH : SMALL_NUMBER;
        }
        if (type == Types.CHAR || type == Types.NCHAR) {
            return PADDED;
        }
        return BYTE_TYPES.contains(type) && !typeName.equalsIgnoreCase("uuid") ? BYTES : PLAIN;
    }

    /** How values of a column of a result are read. */
    public static CellText of(ResultSetMetaData columns, int column, Product product) throws SQLException {
        return of(columns.getColumnType(column), columns.getColumnTypeName(column), product);
    }

    /** How a cell that names a file is read: bytes are the name itself. */
    public CellText named() {
        return this == BYTES ? NAME : this;
    }

    private static String decoded(byte[] bytes) throws SQLDataException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException fault) {
            throw new SQLDataException("the bytes " + HexFormat.of().formatHex(bytes) + " are no text in UTF-8", fault);
        }
    }

    public static String unpadded(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
