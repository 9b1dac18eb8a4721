package dev.cleanup.jdbc;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimOrder;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.Removal;
import dev.cleanup.record.Settlement;
import dev.cleanup.reference.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Deals with records as the engine does, one step at a time, and judges each of them due. */
final class Claimer {

    static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");

    private final JdbcRecords records;
    private final String run;
    private final Settlement settlement;

    Claimer(JdbcRecords records) {
        this(records, "run-1", new Settlement.Delete());
    }

    Claimer(JdbcRecords records, String run, Settlement settlement) {
        this.records = records;
        this.run = run;
        this.settlement = settlement;
    }

    List<RecordFacts> find() {
        return Found.by(records, NOW);
    }

    List<Claim> claimAll() {
        return claims(claim(find()));
    }

    /** A claim or an outcome for each. */
    Map<Owner, Object> claim(List<RecordFacts> batch) {
        return claim(batch, order());
    }

    Map<Owner, Object> claim(List<RecordFacts> batch, ClaimOrder order) {
        return answers(sink -> records.claim(batch, order, sink));
    }

    /** A claim or an outcome for each. */
    Map<Owner, Object> confirm(List<Claim> batch) {
        return answers(sink -> records.confirm(batch, order(), sink));
    }

    List<Outcome> settle(List<Claim> claims) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Removal> removals =
                claims.stream().map(claim -> new Removal(claim, Map.of())).toList();
        records.settle(removals, (removal, outcome) -> outcomes.add(outcome));
        return outcomes;
    }

    List<Claim> unsettled() {
        List<Claim> claims = new ArrayList<>();
        records.unsettled(claims::add);
        return claims;
    }

    ClaimOrder order() {
        return new ClaimOrder(run, "task", settlement, NOW, record -> Decision.remove(Reason.Kind.HOST, "any"));
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
