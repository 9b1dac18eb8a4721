package dev.cleanup.policy;

import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Kleene's and and or: one verdict dominates, unknown comes next, the other needs all rules to agree. */
final class Combination {

    private Combination() {}

    static List<ItemPolicy> require(List<ItemPolicy> rules) {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("rules ([]) must not be empty: no rule at all would judge everything");
        }
        return List.copyOf(rules);
    }

    static Set<Fact<?>> needs(List<ItemPolicy> rules) {
        return rules.stream().flatMap(rule -> rule.needs().stream()).collect(Collectors.toUnmodifiableSet());
    }

    static String description(List<ItemPolicy> rules, String conjunction) {
        return rules.stream()
                .map(rule -> isMixed(rule) && rules.size() > 1 ? "(" + rule.description() + ")" : rule.description())
                .collect(Collectors.joining(conjunction));
    }

    private static boolean isMixed(ItemPolicy rule) {
        return (rule instanceof AllOf all && all.rules().size() > 1)
                || (rule instanceof AnyOf any && any.rules().size() > 1);
    }

    /** Judges by all rules, even once the result is certain, so that the reasons do not depend on their order. */
    static Decision judge(List<ItemPolicy> rules, Facts facts, Instant now, Verdict dominant) {
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
