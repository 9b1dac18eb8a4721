package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import java.util.Set;

/**
 * A rule that says what is to go: either of each item alone, or by choosing among what other rules allow.
 *
 * <p>Policies are immutable values: made apart, named, printed, compared, passed around. They read no clock and no store.
 */
public sealed interface CleanupPolicy permits ItemPolicy, Selection {

    /**
     * The rule in words that a support person understands.
     *
     * @return a phrase that fits after "removes what is", such as {@code older than 24 hours}
     */
    String description();

    /**
     * The facts that the rule reads.
     *
     * @return the facts; a composition fails where nobody provides one of them
     */
    Set<Fact<?>> needs();
}
