package dev.cleanup.jdbc.internal.reference;

import static java.util.Objects.requireNonNull;

import dev.cleanup.jdbc.internal.record.ColumnRole;
import dev.cleanup.reference.KeyMapping;
import java.util.Optional;

/** What the host asked to be read. Prints as the subject of a message. */
public sealed interface ReferenceQuery {

    /** The source of its owners. */
    String source();

    /** What its values mean. */
    KeyMapping mapping();

    /** What a plan calls it. */
    default String setting() {
        return toString();
    }

    /** All that decides what it delivers. */
    default String configuration() {
        return mapping().configuration();
    }

    /** Whether the other one reads the same, however it maps it. */
    boolean repeats(ReferenceQuery other);

    /** Checks that a name is there. */
    static String present(String what, String name) {
        if (requireNonNull(name, what).isBlank()) {
            throw new IllegalArgumentException(
                    what + " (" + name + ") must not be blank: reports and messages need it, so give its name");
        }
        return name;
    }

    /** A column of a table, both as the host writes them. */
    record Column(String table, String column, KeyMapping mapping) implements ReferenceQuery {
        public Column {
            present("table", table);
            present("column", column);
            requireNonNull(mapping, "mapping");
        }

        @Override
        public String source() {
            return table;
        }

        @Override
        public boolean repeats(ReferenceQuery other) {
            return other instanceof Column that && table.equals(that.table) && column.equals(that.column);
        }

        @Override
        public String toString() {
            return "column " + table + "." + column;
        }
    }

    /** A statement of the host's; its owners are rows of a table only where the host says so. */
    record Query(String source, String sql, KeyMapping mapping, Optional<ColumnRole.RowsOf> rows)
            implements ReferenceQuery {
        public Query {
            present("query", source);
            present("sql", sql);
            requireNonNull(mapping, "mapping");
            // Some drivers run all statements and hand out the first one's rows: references would be left out silently.
            if (sql.indexOf(';') >= 0) {
                throw new IllegalArgumentException("sql (" + sql + ") of query " + source
                        + " must be one statement without ';', since the rows of a second one could get lost:"
                        + " leave the ';' out, or add a query for each statement");
            }
        }

        @Override
        public boolean repeats(ReferenceQuery other) {
            return other instanceof Query that && source.equals(that.source) && sql.equals(that.sql);
        }

        /** Without the statement, which may hold what is not for every eye. */
        @Override
        public String setting() {
            return "query " + source;
        }

        @Override
        public String configuration() {
            return sql.length() + ":" + sql + " " + rows + " " + mapping.configuration();
        }

        @Override
        public String toString() {
            return "query " + source + " (" + sql + ")";
        }
    }

    /** A file column of records. */
    record OfRecords(String source, String column, KeyMapping mapping) implements ReferenceQuery {
        @Override
        public boolean repeats(ReferenceQuery other) {
            return equals(other);
        }

        @Override
        public String toString() {
            return "column " + source + "." + column;
        }
    }
}
