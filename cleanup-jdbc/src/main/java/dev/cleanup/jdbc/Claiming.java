package dev.cleanup.jdbc;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimOrder;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Owner;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks records, reads them again, judges them again, and marks them. */
record Claiming(Access access, Ledger ledger, ClaimOrder order, LostRuns lost) implements Work<RecordFacts, Answer> {

    @Override
    public Done<RecordFacts, Answer> perform(Transaction transaction, List<RecordFacts> batch) throws SQLException {
        Layout layout = access.layout(transaction);
        Rows rows = access.rows(transaction);
        Set<Owner> locked = rows.lock(batch);
        List<String> ids = batch.stream().map(record -> record.owner().id()).toList();
        Judgement judgement = new Judgement(order, locked, rows.read(ids));
        Map<String, Outcome> covered = new HashMap<>();
        List<Ledger.Entry> entries = ledger.entries(transaction, layout, ids);
        Map<Owner, String> digests = new Digests(transaction, layout)
                .of(entries.stream()
                        .flatMap(
                                entry -> judgement.record(layout.rows().origin().owner(entry.id())).stream())
                        .toList());
        entries.forEach(entry -> covered(digests.get(layout.rows().origin().owner(entry.id())), entry)
                .ifPresent(why -> covered.put(entry.id(), why)));
        rows.marks(ids).forEach((id, mark) -> covered.putIfAbsent(id, marked(mark)));
        Map<RecordFacts, Answer> answers = new LinkedHashMap<>();
        for (RecordFacts record : batch) {
            Outcome known = covered.get(record.owner().id());
            answers.put(record, known == null ? judged(record, judgement) : new Answer.Refused(known));
        }
        mark(transaction, layout, answers);
        return new Done<>(answers, later -> isMarked(later, batch, answers));
    }

    /** A mark that the ledger does not know is somebody else's. */
    private static Outcome marked(String mark) {
        return Outcome.kept(Reason.Kind.IN_USE, "marked with " + mark + ", which the ledger does not know");
    }

    private static Optional<Outcome> covered(@Nullable String now, Ledger.Entry entry) {
        if (entry.isClaim()) {
            return Optional.of(Outcome.kept(Reason.Kind.IN_USE, "claimed by run " + entry.run()));
        }
        return entry.covers(now)
                ? Optional.of(Outcome.kept(Reason.Kind.CHANGED, "its files went in an earlier run"))
                : Optional.empty();
    }

    private Answer judged(RecordFacts before, Judgement judgement) {
        Optional<Outcome> hindrance;
        try {
            hindrance = judgement.hindrance(before);
        } catch (RuntimeException fault) {
            hindrance = Optional.of(Outcome.failed(fault));
        }
        return hindrance
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> new Answer.Claimed(
                        claim(judgement.record(before.owner()).orElseThrow())));
    }

    private Claim claim(RecordFacts record) {
        return new Claim(
                UUID.randomUUID().toString(), record, order.run(), order.task(), order.settlement(), order.at());
    }

    private void mark(Transaction transaction, Layout layout, Map<RecordFacts, Answer> answers) {
        List<Claim> claims = claims(answers);
        ledger.add(transaction, layout, claims);
        new RowChanges(layout).mark(transaction, claims);
    }

    private static List<Claim> claims(Map<RecordFacts, Answer> answers) {
        return answers.values().stream()
                .filter(Answer.Claimed.class::isInstance)
                .map(answer -> ((Answer.Claimed) answer).claim())
                .toList();
    }

    private boolean isMarked(Transaction later, List<RecordFacts> batch, Map<RecordFacts, Answer> answers)
            throws SQLException {
        access.rows(later).lock(batch);
        List<String> tokens = claims(answers).stream().map(Claim::token).toList();
        return ledger.standing(later, tokens).containsAll(tokens);
    }

    @Override
    public Answer refused(RecordFacts record, Trouble trouble) {
        lost.note(order.run(), trouble);
        if (trouble.kind() == Trouble.Kind.REFERENCED) {
            return new Answer.Refused(Outcome.kept(
                    Reason.Kind.IN_USE,
                    trouble.text(
                            "a foreign key keeps " + record.owner() + " from being marked",
                            "It stays, and so do its files")));
        }
        return new Answer.Refused(new Outcome.Failed(
                trouble.failure(record.owner() + " is not claimed", "It stays, and so do its files")));
    }

    @Override
    public Answer unknown(RecordFacts record, Trouble trouble) {
        lost.note(order.run(), trouble);
        return new Answer.Refused(new Outcome.Unknown(trouble.failure(
                "whether " + record.owner() + " was claimed is not known",
                "It stays, and so do its files; the next run finds its mark, if there is one")));
    }
}
