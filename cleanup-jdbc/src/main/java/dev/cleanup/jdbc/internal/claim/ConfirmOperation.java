package dev.cleanup.jdbc.internal.claim;

import dev.cleanup.jdbc.internal.ledger.ClaimLedger;
import dev.cleanup.jdbc.internal.record.LockedRows;
import dev.cleanup.jdbc.internal.record.RecordAccess;
import dev.cleanup.jdbc.internal.record.ResolvedMapping;
import dev.cleanup.jdbc.internal.record.RowResult;
import dev.cleanup.jdbc.internal.sql.LostConnections;
import dev.cleanup.jdbc.internal.sql.SqlFault;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Owner;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges claimed records once more under their locks, finds out whether they can be settled, and takes the marks off
 * those that are not due any more, but for those that have lost a file.
 */
public record ConfirmOperation(RecordAccess access, ClaimLedger ledger, ClaimRequest order, LostConnections lost)
        implements BatchOperation<Claim, ClaimResult> {

    @Override
    public Done<Claim, ClaimResult> perform(Transaction transaction, List<Claim> batch) throws SQLException {
        Map<Claim, ClaimResult> answers = answers(transaction, batch);
        Map<Boolean, List<Claim>> claims = batch.stream()
                .collect(Collectors.partitioningBy(claim -> answers.get(claim) instanceof ClaimResult.Claimed));
        List<Claim> ended = ended(transaction, claims.getOrDefault(false, List.of()));
        new RowUpdates(access.layout(transaction)).rehearse(transaction, claims.getOrDefault(true, List.of()));
        ReleaseOperation releasing = new ReleaseOperation(access, ledger);
        releasing.release(transaction, ended);
        return new Done<>(answers, later -> releasing.isReleased(later, ended));
    }

    /** What still names a file that a dead run has taken, or cannot be read, keeps its mark. */
    private List<Claim> ended(Transaction transaction, List<Claim> refused) throws SQLException {
        List<String> losers = refused.stream()
                .map(Claim::record)
                .filter(order::hasLost)
                .map(record -> record.owner().id())
                .toList();
        Map<Owner, List<RowResult>> rows = access.rows(transaction).read(losers);
        return refused.stream()
                .filter(claim -> rows.getOrDefault(claim.record().owner(), List.of()).stream()
                        .noneMatch(this::mayHaveLost))
                .toList();
    }

    private boolean mayHaveLost(RowResult row) {
        return !(row instanceof RowResult.Read read) || order.hasLost(read.record());
    }

    private Map<Claim, ClaimResult> answers(Transaction transaction, List<Claim> batch) throws SQLException {
        LockedRows rows = access.rows(transaction);
        Set<Owner> locked = rows.lock(batch.stream().map(Claim::record).toList());
        Set<String> standing =
                ledger.standing(transaction, batch.stream().map(Claim::token).toList());
        List<String> ids =
                batch.stream().map(claim -> claim.record().owner().id()).toList();
        Judge judge = judge(transaction, rows, locked, ids);
        Map<Claim, ClaimResult> answers = new LinkedHashMap<>();
        for (Claim claim : batch) {
            Optional<Outcome> hindrance =
                    standing.contains(claim.token()) ? hindrance(judge, claim) : Optional.of(taken());
            answers.put(
                    claim,
                    hindrance
                            .<ClaimResult>map(ClaimResult.Refused::new)
                            .orElseGet(() -> new ClaimResult.Claimed(claim)));
        }
        return answers;
    }

    private static Outcome taken() {
        return Outcome.kept(Reason.Kind.CHANGED, "its mark is gone: another run has ended its claim");
    }

    private static Optional<Outcome> hindrance(Judge judge, Claim claim) {
        try {
            return judge.hindrance(claim);
        } catch (RuntimeException fault) {
            return Optional.of(Outcome.failed(fault));
        }
    }

    /**
     * Where the host honours the mark, nothing but the mark counts: the row cannot have changed. What ends with it bears
     * none, so that it may have.
     */
    private Judge judge(Transaction transaction, LockedRows rows, Set<Owner> locked, List<String> ids)
            throws SQLException {
        ResolvedMapping layout = access.layout(transaction);
        if (layout.mark().isEmpty()) {
            return again(rows, locked, ids);
        }
        Map<String, String> marks = rows.marks(ids);
        Judge marked = claim -> hindrance(claim, locked, marks);
        return layout.retired().isEmpty() ? marked : marked.then(again(rows, locked, ids));
    }

    private Judge again(LockedRows rows, Set<Owner> locked, List<String> ids) {
        LockedRowJudge judgement = new LockedRowJudge(order, locked, rows.read(ids));
        return claim -> judgement.hindrance(claim.record()).or(() -> otherFiles(judgement, claim.record()));
    }

    private static Optional<Outcome> hindrance(Claim claim, Set<Owner> locked, Map<String, String> marks) {
        Owner owner = claim.record().owner();
        if (!locked.contains(owner)) {
            return Optional.of(new Outcome.AlreadyGone());
        }
        return claim.token().equals(marks.get(owner.id()))
                ? Optional.empty()
                : Optional.of(Outcome.kept(Reason.Kind.CHANGED, "the host took its mark off"));
    }

    private static Optional<Outcome> otherFiles(LockedRowJudge judgement, RecordFacts claimed) {
        return judgement
                .record(claimed.owner())
                .filter(record -> !record.files().equals(claimed.files()))
                .map(record -> Outcome.kept(Reason.Kind.CHANGED, "it names other files than when it was claimed"));
    }

    @Override
    public ClaimResult refused(Claim claim, SqlFault trouble) {
        lost.note(order.run(), trouble);
        if (trouble.kind() == SqlFault.Kind.REFERENCED) {
            return new ClaimResult.Refused(Outcome.kept(
                    Reason.Kind.IN_USE,
                    trouble.text(
                            "a foreign key points to " + claim.record().owner(), "It stays, and so do its files")));
        }
        return new ClaimResult.Refused(new Outcome.Failed(trouble.failure(
                claim.record().owner() + " is not confirmed",
                "It stays marked, and so do its files, for the next run")));
    }

    @Override
    public ClaimResult unknown(Claim claim, SqlFault trouble) {
        lost.note(order.run(), trouble);
        return new ClaimResult.Refused(new Outcome.Unknown(trouble.failure(
                "whether the mark on " + claim.record().owner() + " stands is not known",
                "It stays, and so do its files; the next run finds its mark, if there is one")));
    }

    /** Says what stands in the way of a claim. */
    private interface Judge {
        Optional<Outcome> hindrance(Claim claim);

        default Judge then(Judge next) {
            return claim -> hindrance(claim).or(() -> next.hindrance(claim));
        }
    }
}
