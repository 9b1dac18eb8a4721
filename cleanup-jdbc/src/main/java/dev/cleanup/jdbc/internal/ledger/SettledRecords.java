package dev.cleanup.jdbc.internal.ledger;

import dev.cleanup.jdbc.internal.record.RecordAccess;
import dev.cleanup.jdbc.internal.record.RecordDigests;
import dev.cleanup.jdbc.internal.record.ResolvedMapping;
import dev.cleanup.jdbc.internal.sql.KeyedTable;
import dev.cleanup.jdbc.internal.sql.SqlFault;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.JdbiException;

/** How records were left when they were settled, as the ledger remembers it. Immutable. */
public record SettledRecords(RecordAccess access, ClaimLedger ledger, String name) {

    private static final int TOGETHER = 500;

    /** Which of these owners still are as they were left. */
    public Set<Owner> still(Collection<Owner> owners) {
        Set<Owner> still = new HashSet<>();
        if (owners.isEmpty()) {
            return still;
        }
        try (Transaction transaction = access.begin()) {
            List<Owner> all = List.copyOf(owners);
            for (int from = 0; from < all.size(); from += TOGETHER) {
                still.addAll(still(transaction, all.subList(from, Math.min(all.size(), from + TOGETHER))));
            }
            still.retainAll(Set.copyOf(owners));
            return still;
        } catch (SQLException | JdbiException fault) {
            throw new RecordsUnavailableException(
                    name,
                    SqlFault.of(fault)
                            .text(
                                    name + ": what became of settled records cannot be read",
                                    "Their files stay in quarantine"),
                    fault);
        }
    }

    private Set<Owner> still(Transaction transaction, List<Owner> owners) throws SQLException {
        ResolvedMapping layout = access.layout(transaction);
        Set<String> ids = ids(transaction, layout, owners);
        Map<Owner, ClaimLedger.Entry> kept = new LinkedHashMap<>();
        ledger.entries(transaction, layout, ids).stream()
                .filter(entry -> !entry.isClaim())
                .forEach(entry -> kept.put(layout.rows().origin().owner(entry.id()), entry));
        List<RecordFacts> now = access.rows(transaction)
                .single(kept.keySet().stream().map(Owner::id).toList());
        Map<Owner, String> digests = new RecordDigests(transaction, layout).of(now);
        Set<Owner> still = new HashSet<>();
        for (RecordFacts record : now) {
            ClaimLedger.Entry entry = kept.get(record.owner());
            if (entry != null && entry.isAsLeft(digests.get(record.owner()))) {
                still.addAll(record.retiredOwners());
            }
        }
        return still;
    }

    /** The records that these owners are, or end with. */
    private static Set<String> ids(Transaction transaction, ResolvedMapping layout, List<Owner> owners) {
        Set<String> ids = new TreeSet<>(layout.rows().origin().idsOf(owners));
        layout.retired().forEach((other, table) -> {
            List<String> others = table.origin().idsOf(owners);
            if (!others.isEmpty()) {
                KeyedTable view = layout.view();
                KeyedTable pointing =
                        new KeyedTable(view.from(), layout.columns().getOrDefault(other, List.of()), table.origin());
                SqlFragment query = SqlFragment.of("SELECT " + view.selected() + " FROM " + view.from() + " WHERE ")
                        .plus(pointing.isAnyOf(others));
                ids.addAll(transaction.query(
                        query, (row, context) -> view.owner(row, 1).id()));
            }
        });
        return ids;
    }

    /** Remembers records as they are now, in the transaction that settled them, in place of what was known of them. */
    public static void keep(
            Transaction transaction, ClaimLedger ledger, RecordAccess access, List<SettlementRequest> removals)
            throws SQLException {
        ResolvedMapping layout = access.layout(transaction);
        List<String> ids =
                removals.stream().map(removal -> ownerOf(removal).id()).toList();
        Map<Owner, String> digests = new RecordDigests(transaction, layout)
                .of(access.rows(transaction).single(ids));
        List<SettlementRequest> there = new ArrayList<>(removals);
        there.removeIf(removal -> !digests.containsKey(ownerOf(removal)));
        ledger.keep(transaction, layout, there, digests);
    }

    private static Owner ownerOf(SettlementRequest removal) {
        return removal.claim().record().owner();
    }

    /** Whether a later run may have to know how the record was left. */
    public static boolean isWorthKeeping(SettlementRequest removal) {
        Settlement settlement = removal.claim().settlement();
        return settlement instanceof Settlement.Keep
                || (settlement instanceof Settlement.SetStatus
                        && removal.files().values().stream().anyMatch(Outcome.Quarantined.class::isInstance));
    }

    /** Forgets how records were left, so that they are found again. */
    public void forget(Collection<Owner> owners) {
        List<Owner> all = List.copyOf(owners);
        try (Transaction transaction = access.begin()) {
            ResolvedMapping layout = access.layout(transaction);
            List<String> ids = layout.rows().origin().idsOf(all);
            for (int from = 0; from < ids.size(); from += TOGETHER) {
                ledger.forget(transaction, layout, ids.subList(from, Math.min(ids.size(), from + TOGETHER)));
            }
            transaction.commit();
        } catch (SQLException | JdbiException fault) {
            throw new RecordsUnavailableException(
                    name,
                    SqlFault.of(fault)
                            .text(name + ": settled records cannot be forgotten", "Their files stay in quarantine"),
                    fault);
        }
    }
}
