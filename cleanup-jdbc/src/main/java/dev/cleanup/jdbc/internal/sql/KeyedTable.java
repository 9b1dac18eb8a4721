package dev.cleanup.jdbc.internal.sql;

import dev.cleanup.jdbc.internal.owner.OwnerIdCodec;
import dev.cleanup.jdbc.internal.owner.TableOrigin;
import dev.cleanup.reference.Owner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What rows are selected from or changed in, and the columns that name them. Immutable.
 *
 * @param from what stands after FROM
 * @param keys the columns of the key
 * @param origin where the rows stand as owners
 */
public record KeyedTable(String from, List<Column> keys, TableOrigin origin) {

    public KeyedTable {
        keys = List.copyOf(keys);
    }

    /** The key's columns, as they are selected. */
    public String selected() {
        return keys.stream().map(Column::sql).collect(Collectors.joining(", "));
    }

    /** The owner that a row is, whose key stands from a position on. */
    public Owner owner(ResultSet row, int position) throws SQLException {
        return origin.owner(key(position).id(row));
    }

    private OwnerIdCodec.Key key(int position) {
        return new OwnerIdCodec.Key(position, keys.stream().map(Column::cell).toList());
    }

    /** The condition that rows of these ids meet. */
    public SqlFragment isAnyOf(Collection<String> ids) {
        SqlFragment list =
                SqlFragment.joined(", ", ids.stream().map(this::valuesOf).toList());
        String columns = keys.size() == 1 ? selected() : "(" + selected() + ")";
        return SqlFragment.of(columns + " IN (").plus(list).plus(")");
    }

    private SqlFragment valuesOf(String id) {
        List<String> parts = OwnerIdCodec.split(id, keys.size());
        SqlFragment values = new SqlFragment(
                String.join(", ", Collections.nCopies(parts.size(), "?")),
                IntStream.range(0, parts.size())
                        .mapToObj(i -> keys.get(i).value(parts.get(i)))
                        .toList());
        return keys.size() == 1 ? values : SqlFragment.of("(").plus(values).plus(")");
    }

    /** The condition that rows behind an id meet, such that an index serves. */
    public SqlFragment isBehind(String id) {
        return behind(OwnerIdCodec.split(id, keys.size()), 0);
    }

    private SqlFragment behind(List<String> parts, int at) {
        Column column = keys.get(at);
        SqlFragment greater = compared(column, " > ?", parts.get(at));
        if (at == keys.size() - 1) {
            return greater;
        }
        SqlFragment same = SqlFragment.allOf(List.of(compared(column, " = ?", parts.get(at)), behind(parts, at + 1)));
        return SqlFragment.allOf(
                List.of(compared(column, " >= ?", parts.get(at)), SqlFragment.anyOf(List.of(greater, same))));
    }

    private static SqlFragment compared(Column column, String comparison, String part) {
        return SqlFragment.of(column.sql() + comparison, column.value(part));
    }

    /** The condition that rows with a whole key meet. */
    public SqlFragment isNamed() {
        return SqlFragment.allOf(keys.stream()
                .map(key -> SqlFragment.of(key.sql() + " IS NOT NULL"))
                .toList());
    }
}
