package dev.cleanup.jdbc;

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
record KeyedTable(String from, List<Column> keys, TableOrigin origin) {

    KeyedTable {
        keys = List.copyOf(keys);
    }

    /** The key's columns, as they are selected. */
    String selected() {
        return keys.stream().map(Column::sql).collect(Collectors.joining(", "));
    }

    /** The owner that a row is, whose key stands from a position on. */
    Owner owner(ResultSet row, int position) throws SQLException {
        return origin.owner(key(position).id(row));
    }

    private OwnerIds.Key key(int position) {
        return new OwnerIds.Key(position, keys.stream().map(Column::cell).toList());
    }

    /** The condition that rows of these ids meet. */
    Sql isAnyOf(Collection<String> ids) {
        Sql list = Sql.joined(", ", ids.stream().map(this::valuesOf).toList());
        String columns = keys.size() == 1 ? selected() : "(" + selected() + ")";
        return Sql.of(columns + " IN (").plus(list).plus(")");
    }

    private Sql valuesOf(String id) {
        List<String> parts = OwnerIds.split(id, keys.size());
        Sql values = new Sql(
                String.join(", ", Collections.nCopies(parts.size(), "?")),
                IntStream.range(0, parts.size())
                        .mapToObj(i -> keys.get(i).value(parts.get(i)))
                        .toList());
        return keys.size() == 1 ? values : Sql.of("(").plus(values).plus(")");
    }

    /** The condition that rows behind an id meet, such that an index serves. */
    Sql isBehind(String id) {
        return behind(OwnerIds.split(id, keys.size()), 0);
    }

    private Sql behind(List<String> parts, int at) {
        Column column = keys.get(at);
        Sql greater = compared(column, " > ?", parts.get(at));
        if (at == keys.size() - 1) {
            return greater;
        }
        Sql same = Sql.allOf(List.of(compared(column, " = ?", parts.get(at)), behind(parts, at + 1)));
        return Sql.allOf(List.of(compared(column, " >= ?", parts.get(at)), Sql.anyOf(List.of(greater, same))));
    }

    private static Sql compared(Column column, String comparison, String part) {
        return Sql.of(column.sql() + comparison, column.value(part));
    }

    /** The condition that rows with a whole key meet. */
    Sql isNamed() {
        return Sql.allOf(
                keys.stream().map(key -> Sql.of(key.sql() + " IS NOT NULL")).toList());
    }
}
