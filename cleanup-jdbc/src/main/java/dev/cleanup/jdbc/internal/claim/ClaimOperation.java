package dev.cleanup.jdbc.internal.claim;

import dev.cleanup.jdbc.internal.ledger.ClaimLedger;
import dev.cleanup.jdbc.internal.record.LockedRows;
import dev.cleanup.jdbc.internal.record.RecordAccess;
import dev.cleanup.jdbc.internal.record.RecordDigests;
import dev.cleanup.jdbc.internal.record.ResolvedMapping;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks records, reads them again, judges them again, and marks them. */
public record ClaimOperation(RecordAccess access, ClaimLedger ledger, ClaimRequest order, LostConnections lost)
        implements BatchOperation<RecordFacts, ClaimResult> {

    @Override
    public Done<RecordFacts, ClaimResult> perform(Transaction transaction, List<RecordFacts> batch)
            throws SQLException {
        ResolvedMapping layout = access.layout(transaction);
        LockedRows rows = access.rows(transaction);
        Set<Owner> locked = rows.lock(batch);
        List<String> ids = batch.stream().map(record -> record.owner().id()).toList();
        LockedRowJudge judgement = new LockedRowJudge(order, locked, rows.read(ids));
        Map<String, Outcome> covered = new HashMap<>();
        List<ClaimLedger.Entry> entries = ledger.entries(transaction, layout, ids);
        Map<Owner, String> digests = new RecordDigests(transaction, layout)
                .of(entries.stream()
                        .flatMap(
                                entry -> judgement.record(layout.rows().origin().owner(entry.id())).stream())
                        .toList());
        entries.forEach(entry -> covered(digests.get(layout.rows().origin().owner(entry.id())), entry)
                .ifPresent(why -> covered.put(entry.id(), why)));
        rows.marks(ids).forEach((id, mark) -> covered.putIfAbsent(id, marked(mark)));
        Map<RecordFacts, ClaimResult> answers = new LinkedHashMap<>();
        for (RecordFacts record : batch) {
            Outcome known = covered.get(record.owner().id());
            answers.put(record, known == null ? judged(record, judgement) : new ClaimResult.Refused(known));
        }
        mark(transaction, layout, answers);
        return new Done<>(answers, later -> isMarked(later, batch, answers));
    }

    /** A mark that the ledger does not know is somebody else's. */
    private static Outcome marked(String mark) {
        return Outcome.kept(Reason.Kind.IN_USE, "marked with " + mark + ", which the ledger does not know");
    }

    private static Optional<Outcome> covered(@Nullable String now, ClaimLedger.Entry entry) {
        if (entry.isClaim()) {
            return Optional.of(Outcome.kept(Reason.Kind.IN_USE, "claimed by run " + entry.run()));
        }
        return entry.covers(now)
                ? Optional.of(Outcome.kept(Reason.Kind.CHANGED, "its files went in an earlier run"))
                : Optional.empty();
    }

    private ClaimResult judged(RecordFacts before, LockedRowJudge judgement) {
        Optional<Outcome> hindrance;
        try {
            hindrance = judgement.hindrance(before);
        } catch (RuntimeException fault) {
            hindrance = Optional.of(Outcome.failed(fault));
        }
        return hindrance
                .<ClaimResult>map(ClaimResult.Refused::new)
                .orElseGet(() -> new ClaimResult.Claimed(
                        claim(judgement.record(before.owner()).orElseThrow())));
    }

    private Claim claim(RecordFacts record) {
        return new Claim(
                UUID.randomUUID().toString(), record, order.run(), order.task(), order.settlement(), order.at());
    }

    private void mark(Transaction transaction, ResolvedMapping layout, Map<RecordFacts, ClaimResult> answers) {
        List<Claim> claims = claims(answers);
        ledger.add(transaction, layout, claims);
        new RowUpdates(layout).mark(transaction, claims);
    }

    private static List<Claim> claims(Map<RecordFacts, ClaimResult> answers) {
        return answers.values().stream()
                .filter(ClaimResult.Claimed.class::isInstance)
                .map(answer -> ((ClaimResult.Claimed) answer).claim())
                .toList();
    }

    private boolean isMarked(Transaction later, List<RecordFacts> batch, Map<RecordFacts, ClaimResult> answers)
            throws SQLException {
        access.rows(later).lock(batch);
        List<String> tokens = claims(answers).stream().map(Claim::token).toList();
        return ledger.standing(later, tokens).containsAll(tokens);
    }

    @Override
    public ClaimResult refused(RecordFacts record, SqlFault trouble) {
        lost.note(order.run(), trouble);
        if (trouble.kind() == SqlFault.Kind.REFERENCED) {
            return new ClaimResult.Refused(Outcome.kept(
                    Reason.Kind.IN_USE,
                    trouble.text(
                            "a foreign key keeps " + record.owner() + " from being marked",
                            "It stays, and so do its files")));
        }
        return new ClaimResult.Refused(new Outcome.Failed(
                trouble.failure(record.owner() + " is not claimed", "It stays, and so do its files")));
    }

    @Override
    public ClaimResult unknown(RecordFacts record, SqlFault trouble) {
        lost.note(order.run(), trouble);
        return new ClaimResult.Refused(new Outcome.Unknown(trouble.failure(
                "whether " + record.owner() + " was claimed is not known",
                "It stays, and so do its files; the next run finds its mark, if there is one")));
    }
}
