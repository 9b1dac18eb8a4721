package dev.cleanup.policy;

import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Kleene's and and or: one verdict dominates, unknown comes next, the other needs all rules to agree. */
enum Combination {
    ALL(" and ", Verdict.KEEP),
    ANY(" or ", Verdict.REMOVE);

    private final String conjunction;
    private final Verdict dominant;

    Combination(String conjunction, Verdict dominant) {
        this.conjunction = conjunction;
        this.dominant = dominant;
    }

    static List<ItemPolicy> require(List<ItemPolicy> rules) {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("rules ([]) must not be empty: no rule at all would judge everything."
                    + " Name at least one, such as olderThan(Duration.ofDays(7))");
        }
        return List.copyOf(rules);
    }

    static Set<Fact<?>> needs(List<ItemPolicy> rules) {
        return rules.stream().flatMap(rule -> rule.needs().stream()).collect(Collectors.toUnmodifiableSet());
    }

    String description(List<ItemPolicy> rules) {
        return rules.size() == 1
                ? rules.get(0).description()
                : rules.stream().map(this::part).collect(Collectors.joining(conjunction));
    }

    static String negation(List<ItemPolicy> rules, String description) {
        return rules.size() == 1 ? rules.get(0).negation() : Wording.not(description);
    }

    /** A part of the same kind needs no parentheses: both are associative. */
    private String part(ItemPolicy rule) {
        boolean sameKind = this == ALL
                ? rule instanceof AllOf all && all.rules().size() > 1
                : rule instanceof AnyOf any && any.rules().size() > 1;
        return sameKind ? rule.description() : Wording.grouped(rule.description());
    }

    /** Judges by all rules, even once the result is certain, so that the reasons do not depend on their order. */
    Decision judge(List<ItemPolicy> rules, Facts facts, Instant now) {
        List<Decision> decisions = new ArrayList<>(rules.size());
        for (ItemPolicy rule : rules) {
            decisions.add(rule.judge(facts, now));
        }
        for (Verdict verdict : List.of(dominant, Verdict.UNKNOWN)) {
            List<Decision> same =
                    decisions.stream().filter(d -> d.verdict() == verdict).toList();
            if (!same.isEmpty()) {
                return new Decision(verdict, together(same));
            }
        }
        return new Decision(decisions.get(0).verdict(), together(decisions));
    }

    private static Reason together(List<Decision> decisions) {
        Set<Reason> reasons = new LinkedHashSet<>();
        decisions.forEach(decision -> reasons.add(decision.reason()));
        Reason first = reasons.iterator().next();
        if (reasons.size() == 1) {
            return first;
        }
        boolean sameKind = reasons.stream().allMatch(reason -> reason.kind() == first.kind());
        return new Reason(
                sameKind ? first.kind() : Reason.Kind.COMBINED,
                reasons.stream().map(Reason::text).collect(Collectors.joining(", ")));
    }
}
