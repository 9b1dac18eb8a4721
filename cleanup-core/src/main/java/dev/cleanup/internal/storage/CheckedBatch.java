package dev.cleanup.internal.storage;

import static java.util.Objects.requireNonNull;

import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StorageTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sees to it that each item of a batch gets exactly one outcome: what an adapter leaves out is unknown. */
public final class CheckedBatch {

    private CheckedBatch() {}

    /**
     * How many files a storage wants to remove at once.
     *
     * @throws IllegalStateException if it wants none: the run would never end
     */
    public static int batchSize(StorageTarget storage) {
        int size = storage.batchSize();
        if (size < 1) {
            throw new IllegalStateException("batchSize (" + size + ") of " + storage.id()
                    + " must be positive, as nothing can be removed by no file at a time. Let it return 1 or more");
        }
        return size;
    }

    /** Lets an adapter work on a batch, and gives what became of each item, in the order of the batch. */
    public static <T> Map<T, Outcome> outcomes(List<T> batch, Consumer<OutcomeSink<T>> work) {
        Outcome unanswered = Outcome.unknown(new IllegalStateException("no outcome was given"));
        Map<T, Outcome> outcomes = new LinkedHashMap<>();
        batch.forEach(item -> outcomes.put(item, unanswered));
        try {
            work.accept((item, outcome) -> outcomes.replace(item, unanswered, requireNonNull(outcome, "outcome")));
        } catch (Throwable fault) {
            Outcome unknown = Outcome.unknown(fault);
            outcomes.replaceAll((item, outcome) -> outcome == unanswered ? unknown : outcome);
        }
        outcomes.replaceAll((item, outcome) -> StopCondition.outcomeOf(outcome));
        return outcomes;
    }
}
