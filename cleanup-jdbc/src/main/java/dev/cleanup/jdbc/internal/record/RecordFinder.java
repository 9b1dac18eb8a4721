package dev.cleanup.jdbc.internal.record;

import dev.cleanup.jdbc.internal.ledger.ClaimLedger;
import dev.cleanup.jdbc.internal.sql.SqlFault;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordsUnavailableException;
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
public record RecordFinder(RecordAccess access, ClaimLedger ledger, String name) {

    /** How many rows are in memory at once. */
    private static final int PAGE = 1_000;

    public void find(ItemPolicy due, Instant now, RecordSink sink) {
        access.forgetLayout();
        try (Transaction transaction = access.begin()) {
            LockedRows rows = access.rows(transaction);
            new PolicyValueCheck(access.layout(transaction), transaction).require(due);
            SqlFragment condition = new PredicatePushDown(access.layout(transaction), now).removed(due);
            Optional<String> behind = Optional.empty();
            List<RowResult> page;
            do {
                page = rows.page(condition, behind, PAGE);
                Map<String, ClaimLedger.Entry> entries = entries(transaction, page);
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

    private Map<String, ClaimLedger.Entry> entries(Transaction transaction, List<RowResult> page) throws SQLException {
        Map<String, ClaimLedger.Entry> entries = new HashMap<>();
        List<String> ids = page.stream().map(row -> row.owner().id()).distinct().toList();
        // what is claimed counts before what is kept
        ledger.entries(transaction, access.layout(transaction), ids)
                .forEach(entry -> entries.merge(entry.id(), entry, (one, other) -> one.isClaim() ? one : other));
        return entries;
    }

    /** What the rows are by now of which something is known. */
    private Map<Owner, String> digests(
            Transaction transaction, List<RowResult> page, Map<String, ClaimLedger.Entry> entries) throws SQLException {
        List<RecordFacts> known = new ArrayList<>();
        for (RowResult row : page) {
            if (row instanceof RowResult.Read read
                    && entries.containsKey(row.owner().id())) {
                known.add(read.record());
            }
        }
        return new RecordDigests(transaction, access.layout(transaction)).of(known);
    }

    private static void deliver(
            RowResult row, Map<String, ClaimLedger.Entry> entries, Map<Owner, String> digests, RecordSink sink) {
        ClaimLedger.Entry entry = entries.get(row.owner().id());
        if (row instanceof RowResult.Unreadable unreadable) {
            sink.unreadable(unreadable.owner(), unreadable.failure());
        } else if (row instanceof RowResult.Read read && !isCovered(digests.get(row.owner()), entry)) {
            sink.found(read.record());
        }
    }

    private static boolean isCovered(@Nullable String now, ClaimLedger.@Nullable Entry entry) {
        return entry != null && entry.covers(now);
    }

    /** Delivers the claims of dead runs. */
    public List<Claim> unsettled() {
        try (Transaction transaction = access.begin()) {
            return ledger.open(transaction, access.layout(transaction));
        } catch (SQLException | RuntimeException fault) {
            throw unknown(fault);
        }
    }

    private RecordsUnavailableException unknown(Exception fault) {
        return new RecordsUnavailableException(
                name,
                SqlFault.of(fault)
                        .text(
                                name + ": the records cannot be read",
                                "Which of them are due is not known, so none is touched"),
                fault);
    }
}
