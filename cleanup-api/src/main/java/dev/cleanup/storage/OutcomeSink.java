package dev.cleanup.storage;

import dev.cleanup.outcome.Outcome;

/**
 * Takes what became of the items of a batch, one outcome for each.
 *
 * @param <T> the kind of item
 */
@FunctionalInterface
public interface OutcomeSink<T> {

    /**
     * An item's fate is known.
     *
     * @param item the item as it stood in the batch
     * @param outcome what became of it
     */
    void outcome(T item, Outcome outcome);
}
