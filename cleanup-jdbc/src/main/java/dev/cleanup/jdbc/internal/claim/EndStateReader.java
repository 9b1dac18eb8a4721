package dev.cleanup.jdbc.internal.claim;

import dev.cleanup.jdbc.internal.record.ColumnRole;
import dev.cleanup.jdbc.internal.record.ResolvedMapping;
import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.KeyedTable;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.record.Claim;
import dev.cleanup.record.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows after they were brought into their end state. The number of changed rows proves nothing: a trigger can set a
 * value back, a rule can drop the change, a view can do something else.
 *
 * <p>What the host's own statements are to do is not known, so it is not read. Immutable.
 *
 * @param layout where what stands
 */
record EndStateReader(ResolvedMapping layout) {

    /**
     * Reads the rows of claims.
     *
     * @throws IllegalStateException if one is not in its end state
     */
    void require(Transaction transaction, Settlement settlement, List<Claim> claims) {
        if (settlement instanceof Settlement.Delete) {
            Map<String, List<@Nullable String>> left = read(transaction, List.of(), claims);
            left.keySet().forEach(id -> refuse(id, "it is still there"));
        } else if (settlement instanceof Settlement.SetStatus to) {
            requireEach(transaction, layout.own(ColumnRole.Status.class), to.status(), claims);
        } else if (settlement instanceof Settlement.ClearFiles) {
            requireEach(transaction, layout.own(ColumnRole.File.class), null, claims);
        }
    }

    private void requireEach(
            Transaction transaction, List<Column> columns, @Nullable String value, List<Claim> claims) {
        Map<String, List<@Nullable String>> rows = read(transaction, columns, claims);
        for (Claim claim : claims) {
            String id = claim.record().owner().id();
            List<@Nullable String> row = rows.get(id);
            if (row == null) {
                refuse(id, "it is gone");
            } else {
                for (int i = 0; i < columns.size(); i++) {
                    requireEqual(id, columns.get(i), value, row.get(i));
                }
            }
        }
    }

    private void requireEqual(String id, Column column, @Nullable String wanted, @Nullable String read) {
        boolean same = wanted == null ? read == null : read != null && column.mayRead(wanted, read);
        if (!same) {
            refuse(id, column.name() + " is " + shown(read) + " instead of " + shown(wanted));
        }
    }

    private static String shown(@Nullable String value) {
        return Optional.ofNullable(value).map(text -> "'" + text + "'").orElse("NULL");
    }

    private void refuse(String id, String why) {
        throw new IllegalStateException(layout.mapping().rows().table() + "#" + id
                + " was changed without an error, and " + why
                + ": a trigger, a rule, a view or the type of the column makes something else of the change."
                + " Settle such records with statements of your own");
    }

    /** The values of the columns, by the id of the row. */
    private Map<String, List<@Nullable String>> read(
            Transaction transaction, List<Column> columns, List<Claim> claims) {
        KeyedTable table = layout.rows();
        List<String> ids =
                claims.stream().map(claim -> claim.record().owner().id()).toList();
        StringBuilder selected = new StringBuilder(table.selected());
        columns.forEach(column -> selected.append(", ").append(column.sql()));
        SqlFragment query = SqlFragment.of("SELECT " + selected + " FROM " + table.from() + " WHERE ")
                .plus(table.isAnyOf(ids));
        Map<String, List<@Nullable String>> rows = new HashMap<>();
        transaction.query(query, (row, context) -> {
            List<@Nullable String> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                values.add(columns.get(i).text(row, table.keys().size() + 1 + i));
            }
            return rows.put(table.owner(row, 1).id(), values);
        });
        return rows;
    }
}
