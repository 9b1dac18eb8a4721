package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * Removes records whose time {@code expires} is reached; the boundary is inclusive.
 *
 * <p>A record without that time never expires and stays. Where it could not be read, the decision is unknown.
 */
public record Expired() implements ItemPolicy {

    /** When a record is no longer needed; absent where it always is. */
    static final RecordTime EXPIRES = new RecordTime("expires");

    @Override
    public String description() {
        return "expired";
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(EXPIRES.fact());
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return FactCheck.at(
                facts,
                EXPIRES.fact(),
                at -> FactCheck.found(!at.isAfter(now), Reason.Kind.AGE, EXPIRES.evidence(at, now)),
                () -> Decision.keep(Reason.Kind.AGE, "it never expires"));
    }
}
