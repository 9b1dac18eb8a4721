package dev.cleanup.internal;

import dev.cleanup.outcome.CleanupException;
import dev.cleanup.policy.Fact;
import dev.cleanup.policy.Reading;
import dev.cleanup.policy.Selection;
import dev.cleanup.policy.Usage;
import dev.cleanup.report.Refusal;
import dev.cleanup.storage.MeasuredStorage;
import dev.cleanup.storage.Space;

/** Has a selection choose among what a task's policy allows to go; the choice is fixed in the plan. */
final class Chooser {

    private final Walk walk;

    Chooser(Walk walk) {
        this.walk = walk;
    }

    void choose(Draft draft, Selection rule, Taken taken) {
        if (draft.failedFiles() > 0) {
            draft.refuse(incomplete(draft));
            return;
        }
        draft.choose(rule.choose(draft.candidates(), usage(draft.task().name(), rule, taken)));
    }

    private static Refusal incomplete(Draft draft) {
        return new Refusal(
                "incomplete-selection",
                "a selection compares all files, and " + draft.failedFiles() + " of them could not be read",
                draft.findings().stream()
                        .map(finding -> finding.subject() + ": " + finding.outcome())
                        .limit(20)
                        .toList(),
                "Make the entries below readable, or exclude them from the storage.",
                Refusal.Way.MEND);
    }

    private Usage usage(String task, Selection rule, Taken taken) {
        Reading<Long> used = Usage.UNMEASURED.used();
        Reading<Long> capacity = Usage.UNMEASURED.capacity();
        Reading<Long> free = Usage.UNMEASURED.free();
        if (rule.needs().contains(Fact.STORAGE_USED)) {
            used = new UsedBytes(walk).measure(task, taken.bytes());
        }
        if (rule.needs().contains(Fact.STORE_CAPACITY) && walk.storage() instanceof MeasuredStorage measured) {
            try {
                Space space = measured.space();
                capacity = Reading.known(space.capacity());
                free = Reading.known(space.free());
            } catch (CleanupException fault) {
                capacity = Reading.unreadable(String.valueOf(fault.getMessage()));
                free = capacity;
            }
        }
        return new Usage(used, capacity, free);
    }
}
