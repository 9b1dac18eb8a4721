package dev.cleanup.internal.storage;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StoredFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * The removal of a batch of which one half is done on a thread that the host lends, where it gave one. Each half is a batch of
 * its own to the storage; nothing goes on once it returns.
 */
public record ParallelBatch(Optional<Executor> other) {

    /** Fewer are removed sooner than another thread has woken. */
    private static final int WORTH_SHARING = 50;

    /** Has the storage work on a batch, or on two; the outcomes come in the batch's order. */
    public Map<StoredFile, Outcome> outcomes(
            List<StoredFile> batch, BiConsumer<List<StoredFile>, OutcomeSink<StoredFile>> work) {
        if (other.isEmpty() || batch.size() < WORTH_SHARING) {
            return outcomesOf(batch, work);
        }
        int half = batch.size() / 2;
        Map<StoredFile, Outcome> outcomes = new LinkedHashMap<>();
        Map<StoredFile, Outcome> rest = new LinkedHashMap<>();
        new HelperThread(other.get())
                .both(
                        () -> outcomes.putAll(outcomesOf(batch.subList(0, half), work)),
                        () -> rest.putAll(outcomesOf(batch.subList(half, batch.size()), work)));
        outcomes.putAll(rest);
        return outcomes;
    }

    private static Map<StoredFile, Outcome> outcomesOf(
            List<StoredFile> files, BiConsumer<List<StoredFile>, OutcomeSink<StoredFile>> work) {
        return CheckedBatch.outcomes(files, sink -> work.accept(files, sink));
    }
}
