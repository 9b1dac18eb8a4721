package dev.cleanup.internal.plan;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.storage.FreeSpace;
import dev.cleanup.internal.storage.StorageUsageMeter;
import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.Selection;
import dev.cleanup.policy.StorageUsage;
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
final class SelectionStep {

    private final RunContext walk;

    SelectionStep(RunContext walk) {
        this.walk = walk;
    }

    /**
     * Chooses.
     *
     * @param contenders the files that may go for their own sake; empty where records go
     */
    void choose(TaskDraft draft, Selection rule, TakenItems taken, Optional<SelectionInput> contenders) {
        if (draft.sights().incomparable() > 0) {
            refuse(draft, incomplete(draft), contenders);
            return;
        }
        StorageUsage usage = usage(draft, rule, taken, contenders);
        Optional<String> gap = gap(rule, usage);
        if (gap.isPresent()) {
            refuse(draft, unmeasured(gap.get()), contenders);
        } else {
            List<Candidate> candidates =
                    contenders.map(SelectionInput::candidates).orElseGet(draft.items()::candidates);
            draft.choose(rule.choose(candidates, usage), contenders);
        }
    }

    /** The plan still says what may go. */
    private static void refuse(TaskDraft draft, Refusal refusal, Optional<SelectionInput> contenders) {
        draft.refuse(refusal);
        contenders.ifPresent(all -> all.giveAll(draft));
    }

    private StorageUsage usage(TaskDraft draft, Selection rule, TakenItems taken, Optional<SelectionInput> contenders) {
        FactValue<Long> used = rule.needs().contains(Fact.STORAGE_USED)
                ? contenders
                        .flatMap(SelectionInput::used)
                        .orElseGet(
                                () -> StorageUsageMeter.ofAll(walk, draft.task().name()))
                        .measure(taken.bytes())
                : StorageUsage.UNMEASURED.used();
        return rule.needs().contains(Fact.STORE_CAPACITY)
                ? FreeSpace.of(walk.storage(), taken.bytes()).with(used)
                : new StorageUsage(used, StorageUsage.UNMEASURED.capacity(), StorageUsage.UNMEASURED.free());
    }

    /** Why a figure that the rule needs is not known. */
    private static Optional<String> gap(Selection rule, StorageUsage usage) {
        List<FactValue<Long>> needed = new ArrayList<>();
        if (rule.needs().contains(Fact.STORAGE_USED)) {
            needed.add(usage.used());
        }
        if (rule.needs().contains(Fact.STORE_CAPACITY)) {
            needed.add(usage.capacity());
        }
        return needed.stream()
                .filter(FactValue.Unreadable.class::isInstance)
                .map(reading -> ((FactValue.Unreadable<Long>) reading).why())
                .findFirst();
    }

    private static Refusal incomplete(TaskDraft draft) {
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
        return new Refusal("incomplete-selection", message, samples, advice, Refusal.Remedy.FIX);
    }
}
