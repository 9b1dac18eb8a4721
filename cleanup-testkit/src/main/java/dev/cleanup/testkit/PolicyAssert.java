package dev.cleanup.testkit;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.Facts;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about what a policy says of sketched items; made by {@link CleanupAssertions}. Confined to one thread.
 *
 * <p>A failure shows the policy in words and, for each item that was judged otherwise, the verdict, its reason and the
 * facts that the policy read.
 */
public final class PolicyAssert extends AbstractAssert<PolicyAssert, ItemPolicy> {

    private @Nullable Instant now;

    PolicyAssert(ItemPolicy policy) {
        super(policy, PolicyAssert.class);
    }

    /**
     * Says when the items are judged.
     *
     * @param instant as {@link Instant#parse} reads it, such as {@code 2026-01-09T00:00:00Z}
     * @return this
     * @throws java.time.format.DateTimeParseException if it is no instant
     */
    public PolicyAssert at(String instant) {
        return at(Instant.parse(instant));
    }

    /**
     * Says when the items are judged.
     *
     * @param instant the instant of the run
     * @return this
     */
    public PolicyAssert at(Instant instant) {
        now = requireNonNull(instant, "instant");
        return this;
    }

    /**
     * Checks that the policy removes each of some items.
     *
     * @param items the items
     * @return this
     * @throws IllegalStateException if nobody said when
     */
    public PolicyAssert removes(TestItem... items) {
        return judges(Verdict.REMOVE, "remove", items);
    }

    /**
     * Checks that the policy keeps each of some items for a reason it knows.
     *
     * @param items the items
     * @return this
     * @throws IllegalStateException if nobody said when
     */
    public PolicyAssert keeps(TestItem... items) {
        return judges(Verdict.KEEP, "keep", items);
    }

    /**
     * Checks that the policy cannot judge each of some items, which therefore stay, under <i>not</i> too.
     *
     * @param items the items
     * @return this
     * @throws IllegalStateException if nobody said when
     */
    public PolicyAssert isUndecidedOn(TestItem... items) {
        return judges(Verdict.UNKNOWN, "be undecided on", items);
    }

    private PolicyAssert judges(Verdict expected, String verb, TestItem... items) {
        isNotNull();
        Instant instant = when();
        List<String> faults = new ArrayList<>();
        for (TestItem item : items) {
            Facts facts = item.at(instant);
            Decision decision = actual.judge(facts, instant);
            if (decision.verdict() != expected) {
                faults.add(fault(item, facts, decision));
            }
        }
        if (!faults.isEmpty()) {
            throw failure(
                    "Expecting policy%n  %s%nat %s to %s%n%s",
                    actual.description(), instant, verb, String.join("", faults));
        }
        return this;
    }

    private Instant when() {
        if (now == null) {
            throw new IllegalStateException("at was not called: ages count from the instant of the judgement."
                    + " Say it first, such as at(\"2026-01-09T00:00:00Z\")");
        }
        return now;
    }

    private String fault(TestItem item, Facts facts, Decision decision) {
        return String.format(
                "  %s%n    but it says %s, because %s%n    facts: %s%n",
                item, decision.verdict(), decision.reason(), factsOf(facts));
    }

    private String factsOf(Facts facts) {
        return actual.needs().stream()
                .sorted(Comparator.comparing(Fact::name))
                .map(fact -> fact + " = " + words(facts.read(fact)))
                .collect(Collectors.joining(", "));
    }

    private static String words(FactValue<?> reading) {
        if (reading instanceof FactValue.Known<?> known) {
            return known.value().toString();
        }
        return reading instanceof FactValue.Unreadable<?> unreadable
                ? "unreadable (" + unreadable.why() + ")"
                : "absent";
    }
}
