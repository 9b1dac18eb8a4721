package dev.cleanup.policy;

import dev.cleanup.fact.Facts;
import java.time.Instant;

/**
 * A rule that judges each item alone: a pure function from facts and the instant of the run.
 *
 * <p>The built-in rules come from {@link Policies}; a host's own is made with {@link Policies#custom} or by implementing
 * this interface.
 */
public non-sealed interface ItemPolicy extends CleanupPolicy {

    /**
     * Judges one item.
     *
     * @param facts what is known of it
     * @param now the instant of the run, the same for all items
     * @return the decision
     */
    Decision judge(Facts facts, Instant now);

    /**
     * What the rule does not match, in words.
     *
     * @return a phrase that fits after "removes what is" where the rule stands under <i>not</i>
     */
    default String negatedDescription() {
        return RuleText.not(description());
    }

    /**
     * Both this rule and another: removes what both remove.
     *
     * @param other the other rule
     * @return the combined rule
     */
    default ItemPolicy and(ItemPolicy other) {
        return Policies.allOf(this, other);
    }

    /**
     * This rule or another: removes what either removes.
     *
     * @param other the other rule
     * @return the combined rule
     */
    default ItemPolicy or(ItemPolicy other) {
        return Policies.anyOf(this, other);
    }
}
