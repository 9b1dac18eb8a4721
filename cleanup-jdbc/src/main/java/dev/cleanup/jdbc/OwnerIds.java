package dev.cleanup.jdbc;

import dev.cleanup.reference.Owner;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the key of a row becomes the id of an {@link Owner}, and back: the same for references and for records, so that a
 * record that is claimed no longer protects its files.
 */
final class OwnerIds {

    private OwnerIds() {}

    /** One part of a key as text; bytes as hexadecimal digits; null where it is. */
    @Nullable
    static String part(ResultSet row, int column, boolean isBinary) throws SQLException {
        if (isBinary) {
            byte @Nullable [] bytes = row.getBytes(column);
            return bytes == null ? null : HexFormat.of().formatHex(bytes);
        }
        return row.getString(column);
    }

    private static boolean isBinary(ResultSetMetaData columns, int column) throws SQLException {
        return isBinary(columns.getColumnType(column), columns.getColumnTypeName(column));
    }

    /**
     * Where the keys of all rows of one result stand: drivers take longer to say what a column is than to read it.
     *
     * @param first the key's first column
     * @param binary of each of its columns, whether it holds bytes
     */
    record Key(int first, List<Boolean> binary) {

        /** The key that stands in the last columns of a result. */
        static Key from(ResultSet rows, int first) throws SQLException {
            ResultSetMetaData columns = rows.getMetaData();
            List<Boolean> binary = new ArrayList<>();
            for (int column = first; column <= columns.getColumnCount(); column++) {
                binary.add(isBinary(columns, column));
            }
            return new Key(first, List.copyOf(binary));
        }

        /** The id of the row at which the cursor stands; null where a part of the key is, or there is none. */
        @Nullable
        String id(ResultSet row) throws SQLException {
            if (binary.size() == 1) {
                return part(row, first, binary.get(0));
            }
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < binary.size(); i++) {
                String part = part(row, first + i, binary.get(i));
                if (part == null) {
                    return null;
                }
                parts.add(part);
            }
            return parts.isEmpty() ? null : joined(parts);
        }
    }

    /** Whether a type holds bytes; some databases call a UUID that, though it has a text of its own. */
    static boolean isBinary(int type, String typeName) {
        return (type == Types.BINARY || type == Types.VARBINARY || type == Types.LONGVARBINARY)
                && !typeName.equalsIgnoreCase("uuid");
    }

    /** One id of all parts; a comma within a part of several is escaped, so that no two keys give the same id. */
    static String joined(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : Separated.joined(',', parts);
    }

    /** The parts of an id. */
    static List<String> split(String id, int count) {
        List<String> parts = count == 1 ? List.of(id) : Separated.split(',', id);
        if (parts.size() != count) {
            throw new IllegalArgumentException("id (" + id + ") has " + parts.size() + " parts where the key has "
                    + count + ": it belongs to another table, or was made before the key changed. It is left alone");
        }
        return parts;
    }
}
