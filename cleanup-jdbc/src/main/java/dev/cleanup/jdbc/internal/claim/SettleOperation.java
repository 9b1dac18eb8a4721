package dev.cleanup.jdbc.internal.claim;

import dev.cleanup.jdbc.internal.ledger.ClaimLedger;
import dev.cleanup.jdbc.internal.ledger.SettledRecords;
import dev.cleanup.jdbc.internal.record.LockedRows;
import dev.cleanup.jdbc.internal.record.RecordAccess;
import dev.cleanup.jdbc.internal.record.RowResult;
import dev.cleanup.jdbc.internal.sql.SqlFault;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Claim;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings claimed records into their end state and takes their marks off, both in one transaction. */
public record SettleOperation(RecordAccess access, ClaimLedger ledger)
        implements BatchOperation<SettlementRequest, Outcome> {

    @Override
    public Done<SettlementRequest, Outcome> perform(Transaction transaction, List<SettlementRequest> batch)
            throws SQLException {
        Sight sight =
                sight(transaction, batch.stream().map(SettlementRequest::claim).toList());
        Map<SettlementRequest, Outcome> outcomes = new LinkedHashMap<>();
        batch.forEach(removal -> outcomes.put(removal, sight.outcome(removal.claim())));
        settle(transaction, outcomes);
        return new Done<>(outcomes, later -> isSettled(later, outcomes));
    }

    /** Locks the rows, and then reads what stands of them and of their marks. */
    private Sight sight(Transaction transaction, List<Claim> claims) throws SQLException {
        List<String> ids =
                claims.stream().map(claim -> claim.record().owner().id()).toList();
        LockedRows rows = access.rows(transaction);
        return new Sight(
                rows.lock(claims.stream().map(Claim::record).toList()),
                ledger.standing(transaction, claims.stream().map(Claim::token).toList()),
                rows.read(ids),
                access.layout(transaction).mark().isPresent() ? Optional.of(rows.marks(ids)) : Optional.empty());
    }

    /**
     * Claimed records under their locks.
     *
     * @param locked the rows that are there
     * @param standing the marks that stand in the ledger
     * @param read what the rows say
     * @param marks the marks that stand in the column that the host honours, if there is one
     */
    private record Sight(
            Set<Owner> locked,
            Set<String> standing,
            Map<Owner, List<RowResult>> read,
            Optional<Map<String, String>> marks) {

        /** What is to become of a record. The host's own statements may still have work to do where its row is gone. */
        Outcome outcome(Claim claim) {
            Owner owner = claim.record().owner();
            if (!standing.contains(claim.token())) {
                return kept("its mark is gone: another run has ended its claim");
            }
            if (!locked.contains(owner)) {
                return claim.settlement() instanceof Settlement.Execute
                        ? new Outcome.Settled()
                        : new Outcome.AlreadyGone();
            }
            if (marks.isPresent() && !claim.token().equals(marks.get().get(owner.id()))) {
                return kept("the host took its mark off");
            }
            return outcome(claim, read.getOrDefault(owner, List.of()));
        }

        private static Outcome outcome(Claim claim, List<RowResult> rows) {
            if (rows.size() == 1 && rows.get(0) instanceof RowResult.Unreadable unreadable) {
                return new Outcome.Failed(unreadable.failure());
            }
            boolean same = rows.size() == 1
                    && rows.get(0) instanceof RowResult.Read now
                    && now.record().files().equals(claim.record().files());
            if (rows.isEmpty()) {
                return kept("its query does not find it any more");
            }
            return same ? new Outcome.Settled() : kept("it names other files than when it was claimed");
        }

        private static Outcome kept(String why) {
            return Outcome.kept(Reason.Kind.CHANGED, why);
        }
    }

    private void settle(Transaction transaction, Map<SettlementRequest, Outcome> outcomes) throws SQLException {
        RowUpdates changes = new RowUpdates(access.layout(transaction));
        changes.unmark(transaction, ended(outcomes));
        Map<Settlement, List<Claim>> settled = new LinkedHashMap<>();
        List<SettlementRequest> kept = new ArrayList<>();
        outcomes.forEach((removal, outcome) -> {
            if (outcome instanceof Outcome.Settled) {
                settled.computeIfAbsent(removal.claim().settlement(), end -> new ArrayList<>())
                        .add(removal.claim());
                if (SettledRecords.isWorthKeeping(removal)) {
                    kept.add(removal);
                }
            }
        });
        settled.forEach((settlement, claims) -> settle(transaction, changes, settlement, claims));
        SettledRecords.keep(transaction, ledger, access, kept);
        ledger.end(transaction, ended(outcomes).stream().map(Claim::token).toList());
    }

    /** The claims that end here; what failed stays marked for the next run. */
    private static List<Claim> ended(Map<SettlementRequest, Outcome> outcomes) {
        return outcomes.entrySet().stream()
                .filter(one -> !(one.getValue() instanceof Outcome.Failed))
                .map(one -> one.getKey().claim())
                .toList();
    }

    private void settle(Transaction transaction, RowUpdates changes, Settlement settlement, List<Claim> claims) {
        changes.settle(transaction, settlement, claims);
        if (settlement instanceof Settlement.Delete) {
            ledger.forgetGone(transaction, changes.layout(), claims);
        }
    }

    private boolean isSettled(Transaction later, Map<SettlementRequest, Outcome> outcomes) throws SQLException {
        List<Claim> ended = ended(outcomes);
        access.rows(later).lock(ended.stream().map(Claim::record).toList());
        return ledger.standing(later, ended.stream().map(Claim::token).toList()).isEmpty();
    }

    @Override
    public Outcome refused(SettlementRequest removal, SqlFault trouble) {
        Owner owner = removal.claim().record().owner();
        return trouble.kind() == SqlFault.Kind.REFERENCED
                ? Outcome.kept(
                        Reason.Kind.IN_USE,
                        trouble.text(
                                "a foreign key still points to " + owner,
                                "Its files, if it had any, are gone, and it stays"))
                : new Outcome.Failed(trouble.failure(
                        owner + " is not settled",
                        "Its files, if it had any, are gone, and its mark stays for the next run to finish"));
    }

    @Override
    public Outcome unknown(SettlementRequest removal, SqlFault trouble) {
        return new Outcome.Unknown(trouble.failure(
                "whether " + removal.claim().record().owner() + " was settled is not known",
                "If its mark stands, the next run finishes it"));
    }
}
