package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import java.time.Instant;
import java.util.Set;

/**
 * Removes what its rule keeps, and keeps what it removes; what its rule cannot judge stays undecided.
 *
 * @param rule the rule
 */
public record Not(ItemPolicy rule) implements ItemPolicy {

    /** Checks the rule. */
    public Not {
        requireNonNull(rule, "rule");
    }

    @Override
    public String description() {
        return rule.negatedDescription();
    }

    @Override
    public String negatedDescription() {
        return rule.description();
    }

    @Override
    public Set<Fact<?>> needs() {
        return rule.needs();
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        Decision decision = rule.judge(facts, now);
        return switch (decision.verdict()) {
            case REMOVE -> new Decision(Verdict.KEEP, decision.reason());
            case KEEP -> new Decision(Verdict.REMOVE, decision.reason());
            case UNKNOWN -> decision;
        };
    }
}
