package dev.cleanup.jdbc.internal.record;

import dev.cleanup.fact.Fact;
import dev.cleanup.jdbc.internal.sql.NamedSql;
import dev.cleanup.jdbc.internal.time.TimeReader;
import dev.cleanup.reference.KeyMapping;
import java.util.List;
import java.util.Optional;

/** What one column, or several together, say of a record. Immutable. */
public sealed interface ColumnRole {

    /** The columns, as the host writes them. */
    List<String> columns();

    /** The fact that it provides, if it is one that policies read. */
    default Optional<Fact<?>> fact() {
        return Optional.empty();
    }

    /** What a plan is bound to, besides what it prints. */
    default String configuration() {
        return "";
    }

    /** Whether the other one says the same thing, so that the two could contradict each other. */
    boolean repeats(ColumnRole other);

    /** A column that holds the status. */
    record Status(String column) implements ColumnRole {
        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Optional<Fact<?>> fact() {
            return Optional.of(Fact.STATUS);
        }

        @Override
        public boolean repeats(ColumnRole other) {
            return other instanceof Status;
        }

        @Override
        public String toString() {
            return "status in column " + column;
        }
    }

    /** A column that holds a time. */
    record Time(String name, String column, String format, TimeReader reader) implements ColumnRole {
        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Optional<Fact<?>> fact() {
            return Optional.of(Fact.time(name));
        }

        @Override
        public boolean repeats(ColumnRole other) {
            return other instanceof Time that && name.equals(that.name);
        }

        @Override
        public String configuration() {
            return format;
        }

        @Override
        public String toString() {
            return "time " + name + " in column " + column;
        }
    }

    /** A column that holds an attribute of its name. */
    record Attribute(String column) implements ColumnRole {
        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Optional<Fact<?>> fact() {
            return Optional.of(Fact.attribute(column));
        }

        @Override
        public boolean repeats(ColumnRole other) {
            return other instanceof Attribute that && column.equals(that.column);
        }

        @Override
        public String toString() {
            return "attribute " + column;
        }
    }

    /** A column that names a file. */
    record File(String column, KeyMapping mapping) implements ColumnRole {
        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public boolean repeats(ColumnRole other) {
            return other instanceof File that && column.equals(that.column);
        }

        @Override
        public String configuration() {
            return mapping.configuration();
        }

        @Override
        public String toString() {
            return "file in column " + column;
        }
    }

    /** Columns that hold the key of another record, which ends with this one. */
    record Retired(RowsOf rows, List<NamedSql> uses, List<String> columns) implements ColumnRole {
        public Retired {
            uses = List.copyOf(uses);
            columns = List.copyOf(columns);
        }

        @Override
        public boolean repeats(ColumnRole other) {
            return other instanceof Retired that && columns.equals(that.columns);
        }

        @Override
        public String configuration() {
            return rows + " " + uses;
        }

        @Override
        public String toString() {
            return "record of " + rows.table() + " in column " + String.join(", ", columns);
        }
    }

    /** A column that the host honours, which holds the mark of a claim. */
    record Mark(String column) implements ColumnRole {
        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public boolean repeats(ColumnRole other) {
            return other instanceof Mark;
        }

        @Override
        public String toString() {
            return "mark in column " + column;
        }
    }

    /**
     * The rows of one table, each named by its key.
     *
     * @param table the table, as the host writes it, which is the source of the rows' owners
     * @param keys the columns that name a row
     */
    record RowsOf(String table, List<String> keys) {
        public RowsOf {
            keys = List.copyOf(keys);
        }
    }
}
