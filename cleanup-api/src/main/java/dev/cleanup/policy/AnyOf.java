package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Removes what at least one of its rules removes.
 *
 * @param rules the rules, at least one
 */
public record AnyOf(List<ItemPolicy> rules) implements ItemPolicy {

    /**
     * Copies the rules.
     *
     * @throws IllegalArgumentException if there is none
     */
    public AnyOf {
        rules = Combination.require(rules);
    }

    @Override
    public String description() {
        return Combination.ANY.description(rules);
    }

    @Override
    public String negatedDescription() {
        return Combination.negation(rules, description());
    }

    @Override
    public Set<Fact<?>> needs() {
        return Combination.needs(rules);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return Combination.ANY.judge(rules, facts, now);
    }
}
