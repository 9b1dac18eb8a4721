package dev.cleanup.internal;

import dev.cleanup.policy.Fact;
import dev.cleanup.policy.Reading;
import dev.cleanup.policy.Selection;
import dev.cleanup.policy.Usage;
import dev.cleanup.report.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has a selection choose among what a task's policy allows to go; the choice is fixed in the plan.
 *
 * <p>A selection compares: what it cannot see would let another item go in its place. So where files or figures that it
 * needs could not be read, the task is refused.
 */
final class Chooser {

    private final Walk walk;

    Chooser(Walk walk) {
        this.walk = walk;
    }

    /** Chooses by what the storage holds, as far as a listing of the task's own has shown that. */
    void choose(Draft draft, Selection rule, Taken taken, Optional<UsedBytes> shown) {
        if (draft.sights().incomparable() > 0) {
            draft.refuse(incomplete(draft));
            return;
        }
        Usage usage = usage(draft, rule, taken, shown);
        Optional<String> gap = gap(rule, usage);
        if (gap.isPresent()) {
            draft.refuse(unmeasured(gap.get()));
        } else {
            draft.choose(rule.choose(draft.items().candidates(), usage));
        }
    }

    private Usage usage(Draft draft, Selection rule, Taken taken, Optional<UsedBytes> shown) {
        Reading<Long> used = rule.needs().contains(Fact.STORAGE_USED)
                ? shown.orElseGet(() -> UsedBytes.ofAll(walk, draft.task().name()))
                        .measure(taken.bytes())
                : Usage.UNMEASURED.used();
        return rule.needs().contains(Fact.STORE_CAPACITY)
                ? FreeSpace.of(walk.storage(), taken.bytes()).with(used)
                : new Usage(used, Usage.UNMEASURED.capacity(), Usage.UNMEASURED.free());
    }

    /** Why a figure that the rule needs is not known. */
    private static Optional<String> gap(Selection rule, Usage usage) {
        List<Reading<Long>> needed = new ArrayList<>();
        if (rule.needs().contains(Fact.STORAGE_USED)) {
            needed.add(usage.used());
        }
        if (rule.needs().contains(Fact.STORE_CAPACITY)) {
            needed.add(usage.capacity());
        }
        return needed.stream()
                .filter(Reading.Unreadable.class::isInstance)
                .map(reading -> ((Reading.Unreadable<Long>) reading).why())
                .findFirst();
    }

    private static Refusal incomplete(Draft draft) {
        return refusal(
                "a selection compares all files, and " + draft.sights().incomparable() + " of them could not be read",
                draft.sights().findings().stream()
                        .map(finding -> finding.subject() + ": " + finding.outcome())
                        .limit(20)
                        .toList(),
                "Make these entries readable, or exclude them from the storage.");
    }

    private static Refusal unmeasured(String why) {
        return refusal(
                "nobody knows how much has to go: " + why,
                List.of(),
                "Make what is named here readable, or exclude it from the storage.");
    }

    private static Refusal refusal(String message, List<String> samples, String advice) {
        return new Refusal("incomplete-selection", message, samples, advice, Refusal.Way.MEND);
    }
}
