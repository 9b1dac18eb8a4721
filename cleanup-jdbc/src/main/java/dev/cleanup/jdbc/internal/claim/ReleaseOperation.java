package dev.cleanup.jdbc.internal.claim;

import dev.cleanup.jdbc.internal.ledger.ClaimLedger;
import dev.cleanup.jdbc.internal.record.RecordAccess;
import dev.cleanup.jdbc.internal.sql.SqlFault;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.Claim;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes marks off, as if they had never been there. */
public record ReleaseOperation(RecordAccess access, ClaimLedger ledger) implements BatchOperation<Claim, Outcome> {

    @Override
    public Done<Claim, Outcome> perform(Transaction transaction, List<Claim> batch) throws SQLException {
        release(transaction, batch);
        Map<Claim, Outcome> outcomes = new LinkedHashMap<>();
        batch.forEach(claim -> outcomes.put(claim, new Outcome.Settled()));
        return new Done<>(outcomes, later -> isReleased(later, batch));
    }

    void release(Transaction transaction, List<Claim> claims) throws SQLException {
        new RowUpdates(access.layout(transaction)).unmark(transaction, claims);
        ledger.end(transaction, tokens(claims));
    }

    /** Whether none of the marks stands any more. */
    boolean isReleased(Transaction later, List<Claim> claims) {
        return ledger.standing(later, tokens(claims)).isEmpty();
    }

    private static List<String> tokens(List<Claim> claims) {
        return claims.stream().map(Claim::token).toList();
    }

    @Override
    public Outcome refused(Claim claim, SqlFault trouble) {
        return new Outcome.Failed(trouble.failure(
                "the mark on " + claim.record().owner() + " is not taken off", "It stays for the next run to finish"));
    }

    @Override
    public Outcome unknown(Claim claim, SqlFault trouble) {
        return new Outcome.Unknown(trouble.failure(
                "whether the mark on " + claim.record().owner() + " was taken off is not known",
                "If it stands, the next run finds it"));
    }
}
