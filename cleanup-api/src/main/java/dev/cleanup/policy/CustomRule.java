package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A rule of the host's own.
 *
 * @param description the rule in words
 * @param needs the facts that it reads
 * @param judge a pure function from facts and the instant of the run
 */
public record CustomRule(String description, Set<Fact<?>> needs, BiFunction<Facts, Instant, Decision> judge)
        implements ItemPolicy {

    /**
     * Copies the facts.
     *
     * @throws IllegalArgumentException if the description is blank
     */
    public CustomRule {
        if (description.isBlank()) {
            throw new IllegalArgumentException("description (" + description
                    + ") must not be blank: it stands in every plan and report as the reason for a removal");
        }
        needs = Set.copyOf(needs);
        requireNonNull(judge, "judge");
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        try {
            return requireNonNull(judge.apply(facts, now), "the rule gave null");
        } catch (RuntimeException fault) {
            return Decision.unknown("the rule (" + description + ") failed: " + fault);
        }
    }
}
