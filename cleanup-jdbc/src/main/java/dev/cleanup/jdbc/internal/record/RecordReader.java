package dev.cleanup.jdbc.internal.record;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.jdbc.internal.owner.OwnerIdCodec;
import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.jdbc.internal.time.TimeColumn;
import dev.cleanup.outcome.Failure;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Owner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. Immutable. */
final class RecordReader {

    private final ResolvedMapping layout;
    private final String source;

    RecordReader(ResolvedMapping layout) {
        this.layout = layout;
        this.source = layout.mapping().rows().table();
    }

    /** Selects what {@link #read} reads. */
    SqlFragment select() {
        List<SqlFragment> selected = new ArrayList<>();
        selected.add(SqlFragment.of(layout.view().selected()));
        layout.columns().forEach((meaning, columns) -> {
            TimeColumn time = layout.times().get(meaning);
            columns.forEach(column -> selected.add(SqlFragment.of(time == null ? column.sql() : time.selected())));
        });
        layout.uses()
                .values()
                .forEach(use ->
                        selected.add(SqlFragment.of("CASE WHEN ").plus(use).plus(" THEN 1 ELSE 0 END")));
        return SqlFragment.of("SELECT ")
                .plus(SqlFragment.joined(", ", selected))
                .plus(" FROM " + layout.view().from());
    }

    /** Makes a record of the row at which the cursor stands. */
    RowResult read(ResultSet row) throws SQLException {
        Owner owner = layout.view().owner(row, 1);
        int position = layout.view().keys().size() + 1;
        Draft draft = new Draft(owner);
        for (Map.Entry<ColumnRole, List<Column>> one : layout.columns().entrySet()) {
            List<Column> columns = one.getValue();
            try {
                draft.add(one.getKey(), columns, row, position);
            } catch (SQLException | RuntimeException fault) {
                return new RowResult.Unreadable(owner, unreadable(one.getKey(), columns, fault));
            }
            position += columns.size();
        }
        return draft.row(use(row, position));
    }

    private @Nullable String use(ResultSet row, int first) throws SQLException {
        int position = first;
        for (String use : layout.uses().keySet()) {
            if (row.getInt(position++) == 1) {
                return "a row of (" + use + ")";
            }
        }
        return null;
    }

    private Failure unreadable(ColumnRole meaning, List<Column> columns, Exception fault) {
        return new Failure(
                fault.getClass().getSimpleName(),
                columns.get(0).name() + " of a row of " + source + " cannot be read as " + meaning + ": "
                        + fault.getMessage()
                        + ". Nobody can say whether the record is due, so it stays. Correct the value");
    }

    /** A record of which some columns were read. */
    private final class Draft {
        private final Owner owner;
        private final Set<Owner> retires = new HashSet<>();
        private final FileKeyCollector files;
        private final Map<Fact<?>, FactValue<?>> readings = new HashMap<>();

        Draft(Owner owner) {
            this.owner = owner;
            this.files = new FileKeyCollector(owner);
            retires.add(owner);
        }

        void add(ColumnRole meaning, List<Column> columns, ResultSet row, int position) throws SQLException {
            if (meaning instanceof ColumnRole.File file) {
                files.add(file, columns.get(0).fileName(row, position));
            } else if (meaning instanceof ColumnRole.Retired other) {
                addRetired(other, columns, row, position);
            } else if (meaning.fact().isPresent()) {
                TimeColumn time = layout.times().get(meaning);
                Object value = time == null ? columns.get(0).text(row, position) : time.read(row, position);
                readings.put(meaning.fact().get(), reading(value));
            }
        }

        private void addRetired(ColumnRole.Retired other, List<Column> columns, ResultSet row, int position)
                throws SQLException {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                @Nullable String text = columns.get(i).text(row, position + i);
                readings.put(Fact.attribute(other.columns().get(i)), reading(text));
                if (text != null) {
                    parts.add(text);
                }
            }
            if (parts.size() == columns.size()) {
                retires.add(requireNonNull(layout.retired().get(other)).origin().owner(OwnerIdCodec.joined(parts)));
            }
        }

        RowResult row(@Nullable String use) {
            if (layout.mapping().isProtected()) {
                readings.put(Fact.IN_USE_BY, reading(use));
            }
            return new RowResult.Read(new RecordFacts(owner, retires, files.keys(), readings), use);
        }

        private static <T> FactValue<T> reading(@Nullable T value) {
            return value == null ? FactValue.absent() : FactValue.known(value);
        }
    }
}
