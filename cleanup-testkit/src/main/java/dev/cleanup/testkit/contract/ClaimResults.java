package dev.cleanup.testkit.contract;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.reference.Owner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What became of records that were to be claimed. Confined to the thread that made the call, which it checks. */
final class ClaimResults implements ClaimSink {

    private final ThreadConfinement caller = new ThreadConfinement();
    private final List<Claim> claims = new ArrayList<>();
    private final Map<Owner, Outcome> refused = new LinkedHashMap<>();
    private final Set<Owner> answered = new HashSet<>();

    /** Asks and checks that each owner, and no other, is answered once. */
    static ClaimResults of(List<Owner> owners, Consumer<ClaimSink> asking) {
        ClaimResults claimed = new ClaimResults();
        asking.accept(claimed);
        if (!claimed.answered.equals(new HashSet<>(owners))) {
            throw new AssertionError(
                    "Expecting one answer for each of " + owners + ", but there are answers for " + claimed.answered);
        }
        return claimed;
    }

    List<Claim> claims() {
        return claims;
    }

    Map<Owner, Outcome> refused() {
        return refused;
    }

    @Override
    public void claimed(Claim claim) {
        answer(claim.record().owner());
        claims.add(claim);
    }

    @Override
    public void notClaimed(Owner owner, Outcome outcome) {
        answer(owner);
        refused.put(owner, outcome);
    }

    private void answer(Owner owner) {
        caller.require();
        if (!answered.add(owner)) {
            throw new AssertionError("Expecting one answer for " + owner + ", but there are two");
        }
    }
}
