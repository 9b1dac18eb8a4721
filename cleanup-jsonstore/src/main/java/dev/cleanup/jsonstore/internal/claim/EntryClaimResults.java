package dev.cleanup.jsonstore.internal.claim;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.reference.Owner;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One answer for each of some records, gathered under the lock and delivered without it. */
public final class EntryClaimResults {

    private final Set<Owner> open;
    private final Map<Owner, Claim> claims = new LinkedHashMap<>();
    private final Map<Owner, Outcome> refused = new LinkedHashMap<>();

    EntryClaimResults(Collection<Owner> asked) {
        this.open = new LinkedHashSet<>(asked);
    }

    boolean isOpen(Owner owner) {
        return open.contains(owner);
    }

    void claim(Claim claim) {
        open.remove(claim.record().owner());
        claims.put(claim.record().owner(), claim);
    }

    void refuse(Owner owner, Outcome outcome) {
        open.remove(owner);
        refused.put(owner, outcome);
    }

    /** The answer of those that have none so far. */
    void refuseRest(Outcome outcome) {
        open.forEach(owner -> refused.put(owner, outcome));
        open.clear();
    }

    /** What was claimed is not. */
    void withdrawClaims(Outcome outcome) {
        claims.keySet().forEach(owner -> refused.put(owner, outcome));
        claims.clear();
    }

    Collection<Claim> claims() {
        return claims.values();
    }

    Map<Owner, Outcome> refused() {
        return refused;
    }

    public void deliver(ClaimSink sink) {
        claims.values().forEach(sink::claimed);
        refused.forEach(sink::notClaimed);
    }
}
