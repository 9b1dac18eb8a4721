package dev.cleanup.testkit.contract;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.OutcomeSink;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What became of the items of one batch. Confined to the thread that made the call, which it checks.
 *
 * @param <T> the kind of item
 */
final class BatchOutcomes<T> implements OutcomeSink<T> {

    private final ThreadConfinement caller = new ThreadConfinement();
    private final Map<T, Outcome> outcomes = new LinkedHashMap<>();

    /** Hands a batch in and checks that each of its items, and no other, got exactly one outcome. */
    static <T> List<Outcome> of(List<T> batch, BiConsumer<List<T>, OutcomeSink<T>> operation) {
        BatchOutcomes<T> fates = new BatchOutcomes<>();
        operation.accept(batch, fates);
        if (!fates.outcomes.keySet().equals(new HashSet<>(batch))) {
            throw new AssertionError(
                    "Expecting one outcome for each of " + batch + ", but there are " + fates.outcomes);
        }
        return batch.stream().map(fates.outcomes::get).toList();
    }

    @Override
    public void outcome(T item, Outcome outcome) {
        caller.require();
        Outcome before = outcomes.put(item, outcome);
        if (before != null) {
            throw new AssertionError(
                    "Expecting one outcome for " + item + ", but there are two: " + before + ", " + outcome);
        }
    }
}
