package dev.cleanup.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The built-in rules, to be imported statically.
 *
 * <p>Stateless; every rule is an immutable value with equality. A rule keeps what it cannot judge: where a fact could not
 * be read, the decision is unknown, and stays unknown under <i>not</i>.
 */
public final class Policies {

    private Policies() {}

    /**
     * Removes files that no reference names.
     *
     * @return the rule
     */
    public static ItemPolicy unreferenced() {
        return new Unreferenced();
    }

    /**
     * Removes files whose newest time, among modification, status-change and birth as far as the storage has them, lies
     * at least that long ago. A time that could not be read, lies in the future or before 1980 keeps the file.
     *
     * @param age how long ago at least; the boundary is inclusive
     * @return the rule
     * @throws IllegalArgumentException if the age is zero or negative
     */
    public static ItemPolicy olderThan(Duration age) {
        return new OlderThan(age);
    }

    /**
     * Removes what all rules remove.
     *
     * @param rules the rules, at least one
     * @return the combined rule
     * @throws IllegalArgumentException if there is no rule
     */
    public static ItemPolicy allOf(ItemPolicy... rules) {
        return new AllOf(List.of(rules));
    }

    /**
     * Removes what at least one rule removes.
     *
     * @param rules the rules, at least one
     * @return the combined rule
     * @throws IllegalArgumentException if there is no rule
     */
    public static ItemPolicy anyOf(ItemPolicy... rules) {
        return new AnyOf(List.of(rules));
    }

    /**
     * Removes what a rule keeps, and keeps what it removes; what it cannot judge stays.
     *
     * @param rule the rule
     * @return its opposite
     */
    public static ItemPolicy not(ItemPolicy rule) {
        return new Not(rule);
    }

    /**
     * A rule of the host's own.
     *
     * @param description the rule in words, a phrase that fits after "removes what is"
     * @param needs the facts that it reads
     * @param judge a pure function from facts and the instant of the run; if it throws, the decision is unknown
     * @return the rule
     * @throws IllegalArgumentException if the description is blank
     */
    public static ItemPolicy rule(String description, Set<Fact<?>> needs, BiFunction<Facts, Instant, Decision> judge) {
        return new HostRule(description, needs, judge);
    }
}
