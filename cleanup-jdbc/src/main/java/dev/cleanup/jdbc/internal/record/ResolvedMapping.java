package dev.cleanup.jdbc.internal.record;

import dev.cleanup.fact.Fact;
import dev.cleanup.jdbc.internal.owner.TableOrigin;
import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.Columns;
import dev.cleanup.jdbc.internal.sql.Dialect;
import dev.cleanup.jdbc.internal.sql.KeyedTable;
import dev.cleanup.jdbc.internal.sql.NamedSql;
import dev.cleanup.jdbc.internal.sql.Product;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.jdbc.internal.sql.TableResolver;
import dev.cleanup.jdbc.internal.time.TimeColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping whose names were looked up in its database. Immutable.
 *
 * @param mapping what the host said
 * @param dialect the database
 * @param rows the table whose rows are locked and changed
 * @param own what to change in it, by the meaning of the column
 * @param view what the rows are read from
 * @param columns what to read, by the meaning of the column
 * @param times how to read times
 * @param retired the tables of the records that end with these
 * @param uses conditions that hold while something uses the record, with the statement that says so
 */
public record ResolvedMapping(
        RecordMapping mapping,
        Dialect dialect,
        KeyedTable rows,
        Map<ColumnRole, Column> own,
        KeyedTable view,
        Map<ColumnRole, List<Column>> columns,
        Map<ColumnRole, TimeColumn> times,
        Map<ColumnRole.Retired, KeyedTable> retired,
        Map<String, SqlFragment> uses) {

    /** What the rows that are read are called in statements; nothing that a host's own statement may say by chance. */
    private static final String ALIAS = "cleanup_record";

    /** The column that the host honours, if there is one. */
    public Optional<Column> mark() {
        return mapping.the(ColumnRole.Mark.class).map(own::get);
    }

    /** Where the owners stand that end with a record, its own first. */
    public List<TableOrigin> origins() {
        List<TableOrigin> origins = new ArrayList<>(List.of(rows.origin()));
        retired.values().forEach(table -> origins.add(table.origin()));
        return origins;
    }

    /** The columns of one meaning that can be changed. */
    public <M extends ColumnRole> List<Column> own(Class<M> kind) {
        List<Column> columns = new ArrayList<>();
        own.forEach((meaning, column) -> {
            if (kind.isInstance(meaning)) {
                columns.add(column);
            }
        });
        if (columns.isEmpty()) {
            throw new IllegalStateException("the records of " + mapping.rows().table() + " have no "
                    + kind.getSimpleName() + " to change any more: declare it as it was when they were claimed");
        }
        return columns;
    }

    /** The column that a fact is read from, if it is one. */
    Optional<Column> column(Fact<?> fact) {
        return columns.entrySet().stream()
                .filter(one -> one.getKey().fact().equals(Optional.of(fact)))
                .map(one -> one.getValue().get(0))
                .findFirst();
    }

    public static ResolvedMapping of(Connection connection, RecordMapping mapping) throws SQLException {
        Dialect dialect = Dialect.of(Product.of(connection.getMetaData()));
        TableResolver tables = TableResolver.of(connection);
        try (Statement statement = connection.createStatement()) {
            return new Search(statement, tables, dialect, mapping).layout();
        }
    }

    /** Looks up all names. */
    private record Search(Statement statement, TableResolver tables, Dialect dialect, RecordMapping mapping) {

        ResolvedMapping layout() throws SQLException {
            ColumnRole.RowsOf rows = mapping.rows();
            Columns own = columnsOf(rows.table());
            NamedSql query = mapping.query();
            String from = (query == null ? tables.from(rows.table()) : "(" + query.text() + "\n)") + " " + ALIAS;
            Columns view =
                    query == null ? own : Columns.of(statement, tables, from, "the query of " + rows.table(), dialect);
            Map<ColumnRole, List<Column>> columns = columns(view);
            KeyedTable table = keyed(rows, own);
            tables.requireUnique(
                    rows.table(), table.keys().stream().map(Column::name).toList());
            return new ResolvedMapping(
                    mapping,
                    dialect,
                    table,
                    own(columns),
                    new KeyedTable(from, aliased(view.named(rows.keys())), table.origin()),
                    columns,
                    times(columns),
                    retired(),
                    uses(view, columns));
        }

        private KeyedTable keyed(ColumnRole.RowsOf rows, Columns columns) throws SQLException {
            List<Column> keys = columns.named(rows.keys());
            List<String> names = keys.stream().map(Column::name).toList();
            return new KeyedTable(
                    tables.from(rows.table()), keys, mapping.ids().of(tables.origin(rows.table(), names)));
        }

        private Columns columnsOf(String table) throws SQLException {
            refuseWithoutTransactions(table);
            return Columns.of(statement, tables, tables.from(table), "table " + table, dialect);
        }

        /** Of such a table no row can be locked, and an end state that is rehearsed stays. */
        private void refuseWithoutTransactions(String table) throws SQLException {
            String question = dialect.withoutTransactions();
            if (question == null) {
                return;
            }
            try (ResultSet found = statement.executeQuery(question)) {
                while (found.next()) {
                    if (tables.isMeant(table, found.getString(1), found.getString(2))) {
                        throw new SQLFeatureNotSupportedException("table " + table + " is kept by the engine "
                                + found.getString(3) + ", which knows no transactions: no row of it can be locked, and"
                                + " what is tried out cannot be taken back. Convert it, such as with ALTER TABLE .. ENGINE ="
                                + " InnoDB");
                    }
                }
            }
        }

        private Map<ColumnRole, List<Column>> columns(Columns view) throws SQLException {
            Map<ColumnRole, List<Column>> columns = new LinkedHashMap<>();
            for (ColumnRole meaning : mapping.meanings()) {
                columns.put(meaning, aliased(view.named(meaning.columns())));
            }
            return columns;
        }

        private static List<Column> aliased(List<Column> columns) {
            return columns.stream().map(column -> column.of(ALIAS)).toList();
        }

        /** A column that is changed is a column of the table, and stands there under its plain name. */
        private Map<ColumnRole, Column> own(Map<ColumnRole, List<Column>> columns) throws SQLException {
            Map<ColumnRole, Column> own = new LinkedHashMap<>();
            if (mapping.isTable()) {
                for (Map.Entry<ColumnRole, List<Column>> one : columns.entrySet()) {
                    Column column = one.getValue().get(0);
                    own.put(one.getKey(), column.as(tables.quoted(column.name())));
                }
            }
            return own;
        }

        private static Map<ColumnRole, TimeColumn> times(Map<ColumnRole, List<Column>> columns) throws SQLException {
            Map<ColumnRole, TimeColumn> times = new LinkedHashMap<>();
            for (Map.Entry<ColumnRole, List<Column>> one : columns.entrySet()) {
                if (one.getKey() instanceof ColumnRole.Time time) {
                    times.put(time, time.reader().on(one.getValue().get(0)));
                }
            }
            return times;
        }

        private Map<ColumnRole.Retired, KeyedTable> retired() throws SQLException {
            Map<ColumnRole.Retired, KeyedTable> retired = new LinkedHashMap<>();
            for (ColumnRole.Retired other : mapping.all(ColumnRole.Retired.class)) {
                ColumnRole.RowsOf rows = other.rows();
                retired.put(other, keyed(rows, columnsOf(rows.table())));
            }
            return retired;
        }

        private Map<String, SqlFragment> uses(Columns view, Map<ColumnRole, List<Column>> columns) throws SQLException {
            Map<String, SqlFragment> uses = new LinkedHashMap<>();
            for (NamedSql use : mapping.uses()) {
                Map<String, SqlFragment> values = new LinkedHashMap<>();
                for (String name : use.parameters()) {
                    values.put(name, SqlFragment.of(view.named(name).of(ALIAS).sql()));
                }
                uses.put(use.text(), exists(use, values));
            }
            for (ColumnRole.Retired other : mapping.all(ColumnRole.Retired.class)) {
                Map<String, SqlFragment> values = values(other, columns.getOrDefault(other, List.of()));
                for (NamedSql use : other.uses()) {
                    uses.put(other.rows().table() + ": " + use.text(), exists(use, values));
                }
            }
            return uses;
        }

        /** What the other record's key is called there, and where it stands here. */
        private static Map<String, SqlFragment> values(ColumnRole.Retired other, List<Column> columns) {
            Map<String, SqlFragment> values = new LinkedHashMap<>();
            List<String> keys = new ArrayList<>(other.rows().keys());
            for (int i = 0; i < keys.size(); i++) {
                values.put(keys.get(i), SqlFragment.of(columns.get(i).sql()));
            }
            return values;
        }

        private static SqlFragment exists(NamedSql use, Map<String, SqlFragment> values) throws SQLException {
            for (String name : use.parameters()) {
                if (!values.containsKey(name)) {
                    throw new SQLSyntaxErrorException(
                            "parameter :" + name + " of (" + use.text()
                                    + ") is no column of the record's key, and a record that ends with another has no more here");
                }
            }
            return SqlFragment.of("EXISTS (")
                    .plus(use.with(name -> values.getOrDefault(name, SqlFragment.of(""))))
                    .plus("\n)");
        }
    }
}
