package dev.cleanup.jdbc.internal.record;

import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.KeyedTable;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The host's rows within one transaction: locked first, then read. For one thread. */
public final class LockedRows {

    private final Transaction transaction;
    private final ResolvedMapping layout;
    private final RecordReader reader;

    LockedRows(Transaction transaction, ResolvedMapping layout) {
        this.transaction = transaction;
        this.layout = layout;
        this.reader = new RecordReader(layout);
    }

    /**
     * Locks the rows of records and of those that end with them until the transaction ends, in the order of their keys,
     * so that two of us cannot wait for each other.
     *
     * @return the rows that are there
     */
    public Set<Owner> lock(List<RecordFacts> records) {
        Set<Owner> locked = new HashSet<>();
        Set<String> own = new TreeSet<>();
        records.forEach(record -> own.add(record.owner().id()));
        lock(layout.rows(), own, locked);
        layout.retired().forEach((other, table) -> {
            Set<String> ids = new TreeSet<>();
            for (RecordFacts record : records) {
                record.retiredOwners().stream()
                        .filter(owner ->
                                owner.origin().equals(table.origin().origin()) && !owner.equals(record.owner()))
                        .forEach(owner -> ids.add(owner.id()));
            }
            lock(table, ids, locked);
        });
        return locked;
    }

    private void lock(KeyedTable table, Set<String> ids, Set<Owner> locked) {
        if (ids.isEmpty()) {
            return;
        }
        SqlFragment query = SqlFragment.of("SELECT " + table.selected() + " FROM " + table.from() + " WHERE ")
                .plus(table.isAnyOf(ids))
                .plus(" ORDER BY " + table.selected() + transaction.forUpdate());
        List<Owner> met = transaction.query(query, (row, context) -> table.owner(row, 1));
        requireOnly(ids, met);
        locked.addAll(met);
    }

    /** A row that the database takes for another one would be changed and deleted with it. */
    private static void requireOnly(Set<String> ids, List<Owner> met) {
        Set<Owner> once = new HashSet<>();
        for (Owner owner : met) {
            if (!ids.contains(owner.id())) {
                throw new IllegalStateException("the database takes " + owner + " for one of the " + ids.size()
                        + " rows that were claimed, such as in a collation without case or accents: it would be changed and"
                        + " deleted with them. Give the key a collation that tells them apart, or name rows by another key in"
                        + " id(..)");
            }
            if (!once.add(owner)) {
                throw new IllegalStateException("several rows are " + owner
                        + ": all of them would be changed and deleted. Name columns in id(..) that tell rows apart");
            }
        }
    }

    /** The marks that stand in the column that the host honours, by the id of the row. */
    public Map<String, String> marks(Collection<String> ids) {
        Optional<Column> mark = layout.mark();
        if (mark.isEmpty() || ids.isEmpty()) {
            return Map.of();
        }
        KeyedTable table = layout.rows();
        Column column = mark.get();
        SqlFragment query = SqlFragment.of("SELECT " + column.sql() + ", " + table.selected() + " FROM " + table.from()
                        + " WHERE " + column.sql() + " IS NOT NULL AND ")
                .plus(table.isAnyOf(ids));
        Map<String, String> marks = new HashMap<>();
        transaction.query(query, (row, context) -> marks.put(table.owner(row, 2).id(), column.text(row, 1)));
        return marks;
    }

    /** Reads rows anew; one that is found twice is in the list twice. */
    public Map<Owner, List<RowResult>> read(Collection<String> ids) {
        Map<Owner, List<RowResult>> rows = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            SqlFragment query =
                    reader.select().plus(" WHERE ").plus(layout.view().isAnyOf(ids));
            for (RowResult row : transaction.query(query, (result, context) -> reader.read(result))) {
                rows.computeIfAbsent(row.owner(), owner -> new ArrayList<>()).add(row);
            }
        }
        return rows;
    }

    /** The records that are read, and found once. */
    public List<RecordFacts> single(Collection<String> ids) {
        return read(ids).values().stream()
                .filter(rows -> rows.size() == 1 && rows.get(0) instanceof RowResult.Read)
                .map(rows -> ((RowResult.Read) rows.get(0)).record())
                .toList();
    }

    /** Reads the next rows behind an id, or the first ones, in the order of their keys. */
    List<RowResult> page(SqlFragment condition, Optional<String> behind, int most) {
        KeyedTable view = layout.view();
        SqlFragment where = SqlFragment.allOf(
                List.of(view.isNamed(), behind.map(view::isBehind).orElse(SqlFragment.ANY_ROW), condition));
        SqlFragment query =
                reader.select().plus(" WHERE ").plus(where).plus(" ORDER BY " + view.selected() + " LIMIT " + most);
        return transaction.query(query, (row, context) -> reader.read(row));
    }
}
