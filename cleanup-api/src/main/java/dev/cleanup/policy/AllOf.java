package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Removes what all of its rules remove.
 *
 * @param rules the rules, at least one
 */
public record AllOf(List<ItemPolicy> rules) implements ItemPolicy {

    /**
     * Copies the rules.
     *
     * @throws IllegalArgumentException if there is none
     */
    public AllOf {
        rules = Combination.require(rules);
    }

    @Override
    public String description() {
        return Combination.ALL.description(rules);
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
        return Combination.ALL.judge(rules, facts, now);
    }
}
