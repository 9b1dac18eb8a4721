package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * Matches records that something uses right now; almost always wanted under <i>not</i>.
 *
 * <p>Where that could not be read, the decision is unknown.
 */
public record InUse() implements ItemPolicy {

    @Override
    public String description() {
        return "in use";
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.IN_USE_BY);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return FactCheck.at(
                facts,
                Fact.IN_USE_BY,
                user -> Decision.remove(Reason.Kind.IN_USE, "in use by " + user),
                () -> Decision.keep(Reason.Kind.IN_USE, "nothing uses it"));
    }
}
