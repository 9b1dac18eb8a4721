package dev.cleanup.jdbc.internal.sql;

import dev.cleanup.jdbc.internal.owner.TableOrigin;
import dev.cleanup.jdbc.internal.record.ColumnRole;
import dev.cleanup.jdbc.internal.reference.ReferenceQuery;
import dev.cleanup.jdbc.internal.reference.ResolvedQuery;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds tables and columns as the host writes them, and spells them so that the database cannot misread them. */
public final class TableResolver {

    private static final int NAMES_SHOWN = 20;

    private static final String KEYS_OF_INDEXES =
            "SELECT i.indexrelid::text AS \"INDEX_NAME\", a.attname AS \"COLUMN_NAME\", i.indpred AS \"FILTER_CONDITION\""
                    + " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                    + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
                    + " AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])"
                    + " WHERE i.indisunique AND i.indisvalid AND i.indexprs IS NULL AND n.nspname = ? AND c.relname = ?";

    private final Connection connection;
    private final DatabaseMetaData metadata;
    private final List<Table> tables;
    private final @Nullable String here;

    private TableResolver(Connection connection, List<Table> tables, @Nullable String here) throws SQLException {
        this.connection = connection;
        this.metadata = connection.getMetaData();
        this.tables = tables;
        this.here = here;
    }

    public static TableResolver of(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        List<Table> tables = new ArrayList<>();
        try (ResultSet rows = metadata.getTables(null, null, "%", readableTypes(metadata))) {
            while (rows.next()) {
                tables.add(Table.at(rows));
            }
        }
        String schema = connection.getSchema();
        return new TableResolver(connection, tables, schema == null ? connection.getCatalog() : schema);
    }

    /** What rows can be selected from and a host may own; each database names its types as it likes. */
    private static String[] readableTypes(DatabaseMetaData metadata) throws SQLException {
        List<String> types = new ArrayList<>();
        try (ResultSet rows = metadata.getTableTypes()) {
            while (rows.next()) {
                String type = rows.getString("TABLE_TYPE");
                if (Stream.of("SYSTEM", "INDEX", "SEQUENCE", "TYPE").noneMatch(type::contains)) {
                    types.add(type);
                }
            }
        }
        return types.toArray(String[]::new);
    }

    /** Looks up the names of a reading that has some. */
    public ResolvedQuery selection(ReferenceQuery reading) throws SQLException {
        if (reading instanceof ReferenceQuery.Query query) {
            ColumnRole.RowsOf rows = query.rows().orElseThrow();
            return new ResolvedQuery(query, query.sql(), origin(rows.table(), rows.keys()));
        }
        return selection((ReferenceQuery.Column) reading);
    }

    /** Reads a column and, behind it, its table's primary key. */
    private ResolvedQuery selection(ReferenceQuery.Column reading) throws SQLException {
        String table = reading.table();
        Table found = table(table);
        List<String> key = primaryKey(found);
        List<String> selected = new ArrayList<>();
        selected.add(quoted(column(found, reading.column())));
        for (String part : key) {
            selected.add(quoted(part));
        }
        String sql = "SELECT " + String.join(", ", selected) + " FROM " + from(found, table);
        return new ResolvedQuery(reading, sql, TableOrigin.of(connection, table, found, key));
    }

    /** Where the rows of a table stand that these columns name. */
    public TableOrigin origin(String table, List<String> keys) throws SQLException {
        Table found = table(table);
        List<String> columns = new ArrayList<>();
        for (String key : keys) {
            columns.add(column(found, key));
        }
        return TableOrigin.of(connection, table, found, columns);
    }

    /** What stands for a table in a statement. */
    public String from(String table) throws SQLException {
        return from(table(table), table);
    }

    /** Whether that is the table which the host means. */
    public boolean isMeant(String written, String place, String name) throws SQLException {
        Table table = table(written);
        return table.place().equals(place) && table.name().equals(name);
    }

    private String from(Table found, String written) throws SQLException {
        // Unqualified stays unqualified: where several schemas have the table, the database's own search order decides.
        String qualifier = written.equalsIgnoreCase(found.name()) ? "" : quoted(found.place()) + ".";
        return qualifier + quoted(found.name());
    }

    private Table table(String written) throws SQLException {
        List<Predicate<Table>> places = List.of(table -> table.place().equals(here), table -> true);
        for (Predicate<Table> place : places) {
            for (BiPredicate<String, String> spelling : spellings()) {
                List<Table> found = tables.stream()
                        .filter(place)
                        .filter(table -> table.isMeantBy(written, spelling))
                        .toList();
                if (!found.isEmpty()) {
                    return theOnly(found, written);
                }
            }
        }
        throw new SQLSyntaxErrorException("there is no table " + written + ", only "
                + shown(tables.stream()
                        .filter(table -> table.place().equals(here))
                        .map(Table::name)));
    }

    private static Table theOnly(List<Table> found, String written) throws SQLException {
        if (found.size() > 1) {
            throw new SQLSyntaxErrorException("there are several tables " + written + ", in "
                    + shown(found.stream().map(Table::place)) + ": write one of them before it, with a dot");
        }
        return found.get(0);
    }

    private String column(Table table, String written) throws SQLException {
        List<String> columns = new ArrayList<>();
        // The names are patterns here, in which an underscore means any letter: other tables' columns come, too.
        try (ResultSet rows = metadata.getColumns(table.catalog(), table.schema(), table.name(), "%")) {
            while (rows.next()) {
                if (table.isAt(rows)) {
                    columns.add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return column(columns, written, "table " + table.name());
    }

    /** Which of the columns the host means. */
    String column(List<String> columns, String written, String where) throws SQLException {
        for (BiPredicate<String, String> spelling : spellings()) {
            for (String column : columns) {
                if (spelling.test(written, column)) {
                    return column;
                }
            }
        }
        throw new SQLSyntaxErrorException(where + " has no column " + written + ", only " + shown(columns.stream()));
    }

    private List<String> primaryKey(Table table) throws SQLException {
        TreeMap<Short, String> parts = new TreeMap<>();
        try (ResultSet rows = metadata.getPrimaryKeys(table.catalog(), table.schema(), table.name())) {
            while (rows.next()) {
                parts.put(rows.getShort("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(parts.values());
    }

    /**
     * Refuses columns that do not tell the rows of a table apart. Of a view no database says whether they do.
     *
     * @throws SQLSyntaxErrorException if no primary key and no unique index lies within them
     */
    public void requireUnique(String written, List<String> columns) throws SQLException {
        Table table = table(written);
        List<Set<String>> keys = new ArrayList<>(uniqueIndexes(table));
        keys.add(Set.copyOf(primaryKey(table)));
        if (table.isBase() && keys.stream().noneMatch(key -> !key.isEmpty() && columns.containsAll(key))) {
            throw new SQLSyntaxErrorException("table " + written + " has no unique key within "
                    + String.join(", ", columns)
                    + ", so that other rows may be changed and deleted with one that is due."
                    + " Name the columns of a primary key or a unique index in id(..)");
        }
    }

    /** The columns of each unique index of all rows; one of some rows leaves the others alone. */
    private Collection<Set<String>> uniqueIndexes(Table table) throws SQLException {
        Map<String, Set<String>> indexes = new HashMap<>();
        try (ResultSet rows = indexInfo(table)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                if (index != null && rows.getString("FILTER_CONDITION") == null) {
                    indexes.computeIfAbsent(index, name -> new HashSet<>()).add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return indexes.values();
    }

    /** The driver of PostgreSQL takes the columns that an index includes for columns of its key. */
    private ResultSet indexInfo(Table table) throws SQLException {
        if (Product.of(metadata) != Product.POSTGRESQL) {
            return metadata.getIndexInfo(table.catalog(), table.schema(), table.name(), true, true);
        }
        PreparedStatement statement = connection.prepareStatement(KEYS_OF_INDEXES);
        statement.closeOnCompletion();
        statement.setString(1, table.schema());
        statement.setString(2, table.name());
        return statement.executeQuery();
    }

    /** How a written name may stand for a stored one, best first. */
    private List<BiPredicate<String, String>> spellings() throws SQLException {
        if (metadata.storesUpperCaseIdentifiers()) {
            return List.of(
                    String::equals,
                    (written, stored) -> written.toUpperCase(Locale.ROOT).equals(stored));
        }
        if (metadata.storesLowerCaseIdentifiers()) {
            return List.of(
                    String::equals,
                    (written, stored) -> written.toLowerCase(Locale.ROOT).equals(stored));
        }
        return List.of(String::equals, String::equalsIgnoreCase);
    }

    public String quoted(String identifier) throws SQLException {
        String quote = metadata.getIdentifierQuoteString();
        if (quote == null || quote.isBlank()) {
            throw new SQLSyntaxErrorException("the database knows no quotes for " + identifier + ": use query(..)");
        }
        return quote + identifier.replace(quote, quote + quote) + quote;
    }

    private static String shown(Stream<String> names) {
        List<String> sorted = names.sorted().toList();
        String first = sorted.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        if (sorted.size() > NAMES_SHOWN) {
            return first + " and " + (sorted.size() - NAMES_SHOWN) + " more";
        }
        return sorted.isEmpty() ? "none" : first;
    }

    /** Where a table stands, spelled as it is stored. */
    public record Table(@Nullable String catalog, @Nullable String schema, String name, String type) {

        static Table at(ResultSet row) throws SQLException {
            return new Table(
                    row.getString("TABLE_CAT"),
                    row.getString("TABLE_SCHEM"),
                    row.getString("TABLE_NAME"),
                    row.getString("TABLE_TYPE"));
        }

        /** Whether the same table is meant. */
        boolean isAt(ResultSet column) throws SQLException {
            return Objects.equals(catalog, column.getString("TABLE_CAT"))
                    && Objects.equals(schema, column.getString("TABLE_SCHEM"))
                    && name.equals(column.getString("TABLE_NAME"));
        }

        /** Whether it holds rows itself, and so can have keys. */
        boolean isBase() {
            return !type.contains("VIEW") && !type.contains("FOREIGN");
        }

        /** What stands before the dot in SQL; some databases call it a catalog. */
        public String place() {
            return Objects.requireNonNullElse(schema != null ? schema : catalog, "");
        }

        boolean isMeantBy(String written, BiPredicate<String, String> spelling) {
            if (spelling.test(written, name)) {
                return true;
            }
            int dot = written.lastIndexOf('.');
            return dot > 0
                    && spelling.test(written.substring(0, dot), place())
                    && spelling.test(written.substring(dot + 1), name);
        }
    }
}
