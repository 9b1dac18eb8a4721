package dev.cleanup.jdbc.internal.owner;

import dev.cleanup.jdbc.internal.sql.CellText;
import dev.cleanup.jdbc.internal.sql.DelimitedText;
import dev.cleanup.jdbc.internal.sql.Product;
import dev.cleanup.reference.Owner;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the key of a row becomes the id of an {@link Owner}, and back: the same for references and for records, so that a
 * record that is claimed no longer protects its files.
 */
public final class OwnerIdCodec {

    private OwnerIdCodec() {}

    /**
     * Where the keys of all rows of one result stand: drivers take longer to say what a column is than to read it.
     *
     * @param first the key's first column
     * @param cells how each of its columns is read
     */
    public record Key(int first, List<CellText> cells) {

        /** The key that stands in the last columns of a result. */
        public static Key from(ResultSetMetaData columns, int first, Product product) throws SQLException {
            List<CellText> cells = new ArrayList<>();
            for (int column = first; column <= columns.getColumnCount(); column++) {
                cells.add(CellText.of(columns, column, product));
            }
            return new Key(first, List.copyOf(cells));
        }

        /** The id of the row at which the cursor stands; null where a part of the key is, or there is none. */
        @Nullable
        public String id(ResultSet row) throws SQLException {
            if (cells.size() == 1) {
                return cells.get(0).of(row, first);
            }
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                String part = cells.get(i).of(row, first + i);
                if (part == null) {
                    return null;
                }
                parts.add(part);
            }
            return parts.isEmpty() ? null : joined(parts);
        }
    }

    /** One id of all parts; a comma within a part of several is escaped, so that no two keys give the same id. */
    public static String joined(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : DelimitedText.joined(',', parts);
    }

    /** The parts of an id. */
    public static List<String> split(String id, int count) {
        List<String> parts = count == 1 ? List.of(id) : DelimitedText.split(',', id);
        if (parts.size() != count) {
            throw new IllegalArgumentException("id (" + id + ") has " + parts.size() + " parts where the key has "
                    + count + ": it belongs to another table, or was made before the key changed. It is left alone");
        }
        return parts;
    }
}
