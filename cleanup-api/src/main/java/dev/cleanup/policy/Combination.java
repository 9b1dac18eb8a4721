package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** All parts in their order; one that is said twice, as a sweep's own conditions may be by its host, stands there once. */
    String description(List<ItemPolicy> rules) {
        List<ItemPolicy> parts = rules.stream().flatMap(this::parts).distinct().toList();
        return parts.size() == 1
                ? parts.get(0).description()
                : parts.stream()
                        .map(part -> RuleText.grouped(part.description()))
                        .collect(Collectors.joining(conjunction));
    }

    static String negation(List<ItemPolicy> rules, String description) {
        return rules.size() == 1 ? rules.get(0).negatedDescription() : RuleText.not(description);
    }

    /** Both are associative: what is combined in the same way needs no parentheses. */
    private Stream<ItemPolicy> parts(ItemPolicy rule) {
        if (this == ALL && rule instanceof AllOf all) {
            return all.rules().stream().flatMap(this::parts);
        }
        return this == ANY && rule instanceof AnyOf any ? any.rules().stream().flatMap(this::parts) : Stream.of(rule);
    }

    /** Judges by all rules, even once the result is certain, so that the reasons do not depend on their order. */
    Decision judge(List<ItemPolicy> rules, Facts facts, Instant now) {
        List<Decision> decisions = new ArrayList<>(rules.size());
        for (ItemPolicy rule : rules) {
            decisions.add(rule.judge(facts, now));
        }
        Verdict verdict = together(decisions);
        return new Decision(verdict, reason(verdict, decisions));
    }

    private Verdict together(List<Decision> decisions) {
        Verdict together = decisions.get(0).verdict();
        for (Decision decision : decisions) {
            if (decision.verdict() == dominant) {
                return dominant;
            }
            together = decision.verdict() == Verdict.UNKNOWN ? Verdict.UNKNOWN : together;
        }
        return together;
    }

    private static Reason reason(Verdict verdict, List<Decision> decisions) {
        List<Reason> reasons = new ArrayList<>(decisions.size());
        for (Decision decision : decisions) {
            if (decision.verdict() == verdict && !reasons.contains(decision.reason())) {
                reasons.add(decision.reason());
            }
        }
        return reasons.size() == 1 ? reasons.get(0) : combined(reasons);
    }

    private static Reason combined(List<Reason> reasons) {
        Reason.Kind kind = reasons.get(0).kind();
        StringJoiner texts = new StringJoiner(", ");
        for (Reason reason : reasons) {
            kind = reason.kind() == kind ? kind : Reason.Kind.COMBINED;
            texts.add(reason.text());
        }
        return new Reason(kind, texts.toString());
    }
}
