package dev.cleanup.jdbc.internal.sql;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The columns of a table or a query, found as the host writes them. For one thread. */
public final class Columns {

    private final TableResolver tables;
    private final String where;
    private final Map<String, Column> columns;

    private Columns(TableResolver tables, String where, Map<String, Column> columns) {
        this.tables = tables;
        this.where = where;
        this.columns = columns;
    }

    /** Looks at what can be selected. */
    public static Columns of(Statement statement, TableResolver tables, String from, String where, Dialect dialect)
            throws SQLException {
        Map<String, Column> columns = new LinkedHashMap<>();
        try (ResultSet nothing = statement.executeQuery("SELECT * FROM " + from + " WHERE 1 = 0")) {
            ResultSetMetaData metadata = nothing.getMetaData();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                String name = metadata.getColumnLabel(i);
                String typeName = metadata.getColumnTypeName(i);
                int type = metadata.getColumnType(i);
                columns.put(
                        name,
                        new Column(
                                name,
                                tables.quoted(name),
                                type,
                                typeName,
                                metadata.getPrecision(i),
                                scale(metadata, i),
                                CellText.of(type, typeName, dialect.product()),
                                dialect));
            }
        }
        return new Columns(tables, where, columns);
    }

    /** How many digits all values have behind the point: a NUMERIC without precision keeps those of each value. */
    private static OptionalInt scale(ResultSetMetaData metadata, int column) throws SQLException {
        int type = metadata.getColumnType(column);
        boolean isDecimal = type == Types.DECIMAL || type == Types.NUMERIC;
        return isDecimal && metadata.getPrecision(column) > 0
                ? OptionalInt.of(metadata.getScale(column))
                : OptionalInt.empty();
    }

    /** The column that the host means. */
    public Column named(String written) throws SQLException {
        String name = tables.column(List.copyOf(columns.keySet()), written, where);
        return requireNonNull(columns.get(name));
    }

    public List<Column> named(List<String> written) throws SQLException {
        List<Column> found = new ArrayList<>();
        for (String one : written) {
            found.add(named(one));
        }
        return found;
    }
}
