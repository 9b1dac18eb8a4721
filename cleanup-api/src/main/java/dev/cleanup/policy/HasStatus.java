package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * Removes records whose status is one of some, character by character.
 *
 * <p>A record without a status has none of them: it stays, and matches under <i>not</i>. Where the status could not be
 * read, the decision is unknown.
 *
 * @param statuses the statuses, at least one
 */
public record HasStatus(Set<String> statuses) implements ItemPolicy {

    /**
     * Copies the statuses.
     *
     * @throws IllegalArgumentException if there is none
     */
    public HasStatus {
        statuses = OneOf.require("statuses", statuses);
    }

    @Override
    public String description() {
        return "with status " + RuleText.either(statuses);
    }

    @Override
    public String negatedDescription() {
        return "with status " + RuleText.neither(statuses);
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.STATUS);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return OneOf.judge(facts, Fact.STATUS, statuses, Reason.Kind.STATUS);
    }
}
