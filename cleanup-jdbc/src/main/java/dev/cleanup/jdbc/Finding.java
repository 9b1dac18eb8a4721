package dev.cleanup.jdbc;

import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordsUnknownException;
import dev.cleanup.reference.Owner;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Finds records that may be due, page by page in the order of their keys. Immutable. */
record Finding(Access access, Ledger ledger, String name) {

    /** How many rows are in memory at once. */
    private static final int PAGE = 1_000;

    void find(ItemPolicy due, Instant now, RecordSink sink) {
        access.forgetLayout();
        try (Transaction transaction = access.begin()) {
            Rows rows = access.rows(transaction);
            new PolicyValues(access.layout(transaction), transaction).require(due);
            Sql condition = new PushDown(access.layout(transaction), now).removed(due);
            Optional<String> behind = Optional.empty();
            List<Row> page;
            do {
                page = rows.page(condition, behind, PAGE);
                Map<String, Ledger.Entry> entries = entries(transaction, page);
                Map<Owner, String> digests = digests(transaction, page, entries);
                page.forEach(row -> deliver(row, entries, digests, sink));
                behind = page.stream()
                        .reduce((first, second) -> second)
                        .map(last -> last.owner().id());
            } while (page.size() == PAGE);
        } catch (SQLException | JdbiException fault) {
            throw unknown(fault);
        }
    }

    private Map<String, Ledger.Entry> entries(Transaction transaction, List<Row> page) throws SQLException {
        Map<String, Ledger.Entry> entries = new HashMap<>();
        List<String> ids = page.stream().map(row -> row.owner().id()).distinct().toList();
        // what is claimed counts before what is kept
        ledger.entries(transaction, access.layout(transaction), ids)
                .forEach(entry -> entries.merge(entry.id(), entry, (one, other) -> one.isClaim() ? one : other));
        return entries;
    }

    /** What the rows are by now of which something is known. */
    private Map<Owner, String> digests(Transaction transaction, List<Row> page, Map<String, Ledger.Entry> entries)
            throws SQLException {
        List<RecordFacts> known = new ArrayList<>();
        for (Row row : page) {
            if (row instanceof Row.Read read && entries.containsKey(row.owner().id())) {
                known.add(read.record());
            }
        }
        return new Digests(transaction, access.layout(transaction)).of(known);
    }

    private static void deliver(
            Row row, Map<String, Ledger.Entry> entries, Map<Owner, String> digests, RecordSink sink) {
        Ledger.Entry entry = entries.get(row.owner().id());
        if (row instanceof Row.Unreadable unreadable) {
            sink.unreadable(unreadable.owner(), unreadable.failure());
        } else if (row instanceof Row.Read read && !isCovered(digests.get(row.owner()), entry)) {
            sink.found(read.record());
        }
    }

    private static boolean isCovered(@Nullable String now, Ledger.@Nullable Entry entry) {
        return entry != null && entry.covers(now);
    }

    /** Delivers the claims of dead runs. */
    List<Claim> unsettled() {
        try (Transaction transaction = access.begin()) {
            return ledger.open(transaction, access.layout(transaction));
        } catch (SQLException | RuntimeException fault) {
            throw unknown(fault);
        }
    }

    private RecordsUnknownException unknown(Exception fault) {
        return new RecordsUnknownException(
                name,
                Trouble.of(fault)
                        .text(
                                name + ": the records cannot be read",
                                "Which of them are due is not known, so none is touched"),
                fault);
    }
}
