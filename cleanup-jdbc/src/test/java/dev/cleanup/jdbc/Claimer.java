package dev.cleanup.jdbc;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Deals with records as the engine does, one step at a time, and judges each of them due. */
public final class Claimer {

    public static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");

    private final JdbcRecords records;
    private final String run;
    private final Settlement settlement;

    public Claimer(JdbcRecords records) {
        this(records, "run-1", new Settlement.Delete());
    }

    Claimer(JdbcRecords records, String run, Settlement settlement) {
        this.records = records;
        this.run = run;
        this.settlement = settlement;
    }

    public List<RecordFacts> find() {
        return Found.by(records, NOW);
    }

    public List<Claim> claimAll() {
        return claims(claim(find()));
    }

    /** A claim or an outcome for each. */
    public Map<Owner, Object> claim(List<RecordFacts> batch) {
        return claim(batch, order());
    }

    Map<Owner, Object> claim(List<RecordFacts> batch, ClaimRequest order) {
        return answers(sink -> records.claim(batch, order, sink));
    }

    /** A claim or an outcome for each. */
    public Map<Owner, Object> confirm(List<Claim> batch) {
        return answers(sink -> records.confirm(batch, order(), sink));
    }

    List<Outcome> settle(List<Claim> claims) {
        List<Outcome> outcomes = new ArrayList<>();
        List<SettlementRequest> removals = claims.stream()
                .map(claim -> new SettlementRequest(claim, Map.of()))
                .toList();
        records.settle(removals, (removal, outcome) -> outcomes.add(outcome));
        return outcomes;
    }

    public List<Claim> unsettled() {
        List<Claim> claims = new ArrayList<>();
        records.openClaims(claims::add);
        return claims;
    }

    ClaimRequest order() {
        return new ClaimRequest(run, "task", settlement, NOW, record -> Decision.remove(Reason.Kind.CUSTOM, "any"));
    }

    static List<Claim> claims(Map<Owner, Object> answers) {
        return answers.values().stream()
                .filter(Claim.class::isInstance)
                .map(Claim.class::cast)
                .toList();
    }

    private static Map<Owner, Object> answers(Consumer<ClaimSink> work) {
        Map<Owner, Object> answers = new LinkedHashMap<>();
        work.accept(new ClaimSink() {
            @Override
            public void claimed(Claim claim) {
                answers.put(claim.record().owner(), claim);
            }

            @Override
            public void notClaimed(Owner owner, Outcome outcome) {
                answers.put(owner, outcome);
            }
        });
        return answers;
    }
}
