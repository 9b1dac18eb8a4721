package dev.cleanup.jdbc;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimOrder;
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
record Confirming(Access access, Ledger ledger, ClaimOrder order, LostRuns lost) implements Work<Claim, Answer> {

    @Override
    public Done<Claim, Answer> perform(Transaction transaction, List<Claim> batch) throws SQLException {
        Map<Claim, Answer> answers = answers(transaction, batch);
        Map<Boolean, List<Claim>> claims = batch.stream()
                .collect(Collectors.partitioningBy(claim -> answers.get(claim) instanceof Answer.Claimed));
        List<Claim> ended = ended(transaction, claims.getOrDefault(false, List.of()));
        new RowChanges(access.layout(transaction)).rehearse(transaction, claims.getOrDefault(true, List.of()));
        Releasing releasing = new Releasing(access, ledger);
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
        Map<Owner, List<Row>> rows = access.rows(transaction).read(losers);
        return refused.stream()
                .filter(claim -> rows.getOrDefault(claim.record().owner(), List.of()).stream()
                        .noneMatch(this::mayHaveLost))
                .toList();
    }

    private boolean mayHaveLost(Row row) {
        return !(row instanceof Row.Read read) || order.hasLost(read.record());
    }

    private Map<Claim, Answer> answers(Transaction transaction, List<Claim> batch) throws SQLException {
        Rows rows = access.rows(transaction);
        Set<Owner> locked = rows.lock(batch.stream().map(Claim::record).toList());
        Set<String> standing =
                ledger.standing(transaction, batch.stream().map(Claim::token).toList());
        List<String> ids =
                batch.stream().map(claim -> claim.record().owner().id()).toList();
        Judge judge = judge(transaction, rows, locked, ids);
        Map<Claim, Answer> answers = new LinkedHashMap<>();
        for (Claim claim : batch) {
            Optional<Outcome> hindrance =
                    standing.contains(claim.token()) ? hindrance(judge, claim) : Optional.of(taken());
            answers.put(claim, hindrance.<Answer>map(Answer.Refused::new).orElseGet(() -> new Answer.Claimed(claim)));
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
    private Judge judge(Transaction transaction, Rows rows, Set<Owner> locked, List<String> ids) throws SQLException {
        Layout layout = access.layout(transaction);
        if (layout.mark().isEmpty()) {
            return again(rows, locked, ids);
        }
        Map<String, String> marks = rows.marks(ids);
        Judge marked = claim -> hindrance(claim, locked, marks);
        return layout.retired().isEmpty() ? marked : marked.then(again(rows, locked, ids));
    }

    private Judge again(Rows rows, Set<Owner> locked, List<String> ids) {
        Judgement judgement = new Judgement(order, locked, rows.read(ids));
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

    private static Optional<Outcome> otherFiles(Judgement judgement, RecordFacts claimed) {
        return judgement
                .record(claimed.owner())
                .filter(record -> !record.files().equals(claimed.files()))
                .map(record -> Outcome.kept(Reason.Kind.CHANGED, "it names other files than when it was claimed"));
    }

    @Override
    public Answer refused(Claim claim, Trouble trouble) {
        lost.note(order.run(), trouble);
        if (trouble.kind() == Trouble.Kind.REFERENCED) {
            return new Answer.Refused(Outcome.kept(
                    Reason.Kind.IN_USE,
                    trouble.text(
                            "a foreign key points to " + claim.record().owner(), "It stays, and so do its files")));
        }
        return new Answer.Refused(new Outcome.Failed(trouble.failure(
                claim.record().owner() + " is not confirmed",
                "It stays marked, and so do its files, for the next run")));
    }

    @Override
    public Answer unknown(Claim claim, Trouble trouble) {
        lost.note(order.run(), trouble);
        return new Answer.Refused(new Outcome.Unknown(trouble.failure(
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
