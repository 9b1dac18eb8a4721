package dev.cleanup.jsonstore;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Policies;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a search found, and what becomes of it: the engine's part, as far as a test needs it. */
public final class Found implements RecordSink, ClaimSink {

    public static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");

    static final ItemPolicy ANY = Policies.custom(
            "any", Set.of(), (facts, now) -> Decision.remove(dev.cleanup.outcome.Reason.Kind.CUSTOM, "any"));

    public final Map<String, RecordFacts> records = new LinkedHashMap<>();
    final Map<String, Failure> unreadable = new LinkedHashMap<>();
    public final Map<String, Claim> claims = new LinkedHashMap<>();
    public final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    public static Found in(RecordSource source) {
        return in(source, ANY);
    }

    static Found in(RecordSource source, ItemPolicy due) {
        Found found = new Found();
        source.find(due, NOW, found);
        return found;
    }

    /** Claims the records of some ids that were found, or all. */
    public Found claim(RecordSource source, String... ids) {
        List<RecordFacts> batch = ids.length == 0
                ? List.copyOf(records.values())
                : List.of(ids).stream().map(records::get).toList();
        source.claim(batch, order(), this);
        return this;
    }

    static ClaimRequest order() {
        return new ClaimRequest("run-1", "task", new Settlement.Delete(), NOW, record -> ANY.judge(record, NOW));
    }

    public Found confirm(RecordSource source) {
        List<Claim> batch = List.copyOf(claims.values());
        claims.clear();
        source.confirm(batch, order(), this);
        return this;
    }

    /** Settles all claims, as if their files were gone. */
    public Found settle(RecordSource source) {
        List<SettlementRequest> batch = new ArrayList<>();
        claims.values().forEach(claim -> batch.add(new SettlementRequest(claim, gone(claim))));
        source.settle(
                batch,
                (removal, outcome) ->
                        outcomes.put(removal.claim().record().owner().id(), outcome));
        return this;
    }

    private static Map<FileKey, Outcome> gone(Claim claim) {
        Map<FileKey, Outcome> gone = new HashMap<>();
        claim.record().files().forEach(key -> gone.put(key, new Outcome.Deleted()));
        return gone;
    }

    /** Finds, claims, confirms and settles those of some ids, or all. */
    public static Found removing(RecordSource source, String... ids) {
        return in(source).claim(source, ids).confirm(source).settle(source);
    }

    public static List<String> unsettled(RecordSource source) {
        List<String> ids = new ArrayList<>();
        source.openClaims(claim -> ids.add(claim.record().owner().id()));
        return ids;
    }

    @Override
    public void found(RecordFacts record) {
        records.put(record.owner().id(), record);
    }

    @Override
    public void unreadable(Owner owner, Failure failure) {
        unreadable.put(owner.id(), failure);
    }

    @Override
    public void claimed(Claim claim) {
        claims.put(claim.record().owner().id(), claim);
    }

    @Override
    public void notClaimed(Owner owner, Outcome outcome) {
        outcomes.put(owner.id(), outcome);
    }
}
