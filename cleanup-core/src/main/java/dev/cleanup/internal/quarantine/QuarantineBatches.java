package dev.cleanup.internal.quarantine;

import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.storage.CheckedBatch;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.QuarantinedFile;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Walks files that lie aside in batches; whatever ends the walk early leaves the rest over. */
final class QuarantineBatches {

    /** What the storage does with a batch. */
    interface Work {
        void on(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink);
    }

    private final QuarantineStorage storage;
    private final StopCondition halt;
    private final BiConsumer<QuarantinedFile, Outcome> log;

    QuarantineBatches(QuarantineStorage storage, StopCondition halt, BiConsumer<QuarantinedFile, Outcome> log) {
        this.storage = storage;
        this.halt = halt;
        this.log = log;
    }

    /**
     * Has the storage do the work.
     *
     * @param passing gives what is left of a batch right before it is its turn
     * @return why it ended early, where it did
     */
    Optional<TaskOutcome> walk(List<QuarantinedFile> files, UnaryOperator<List<QuarantinedFile>> passing, Work work) {
        int done = 0;
        try {
            while (done < files.size()) {
                halt.check();
                storage.verify();
                int to = Math.min(files.size(), done + CheckedBatch.batchSize(storage));
                List<QuarantinedFile> batch = passing.apply(files.subList(done, to));
                done = to;
                CheckedBatch.outcomes(batch, sink -> work.on(batch, sink)).forEach(log);
            }
            return Optional.empty();
        } catch (Throwable thrown) {
            return Optional.of(StopCondition.outcomeOf(thrown));
        } finally {
            leaveOver(files.subList(done, files.size()));
        }
    }

    void leaveOver(List<QuarantinedFile> files) {
        files.forEach(file -> log.accept(file, new Outcome.NotReached()));
    }
}
