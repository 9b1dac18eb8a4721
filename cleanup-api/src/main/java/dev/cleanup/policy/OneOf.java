package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Texts of which one has to be met, as settings and in a judgement. */
final class OneOf {

    private OneOf() {}

    /** The values in an order that does not depend on how they were given, so that equal rules read the same. */
    static Set<String> require(String name, Collection<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " ([]) must not be empty: nothing could equal one of none, and"
                    + " under not() everything would match. Name at least one");
        }
        Set<String> sorted = new TreeSet<>();
        values.forEach(value -> sorted.add(requireNonNull(value, name)));
        return Collections.unmodifiableSet(sorted);
    }

    static Decision judge(Facts facts, Fact<String> fact, Set<String> values, Reason.Kind kind) {
        return FactCheck.at(
                facts,
                fact,
                value -> FactCheck.found(values.contains(value), kind, fact + " " + RuleText.quoted(value)),
                () -> Decision.keep(kind, "it has no " + fact));
    }
}
