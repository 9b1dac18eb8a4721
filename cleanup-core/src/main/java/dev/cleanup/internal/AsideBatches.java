package dev.cleanup.internal;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.AsideFile;
import dev.cleanup.storage.AsideStorage;
import dev.cleanup.storage.OutcomeSink;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Walks files that lie aside in batches; whatever ends the walk early leaves the rest over. */
final class AsideBatches {

    /** What the storage does with a batch. */
    interface Work {
        void on(List<AsideFile> batch, OutcomeSink<AsideFile> sink);
    }

    private final AsideStorage storage;
    private final Halt halt;
    private final BiConsumer<AsideFile, Outcome> log;

    AsideBatches(AsideStorage storage, Halt halt, BiConsumer<AsideFile, Outcome> log) {
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
    Optional<TaskOutcome> walk(List<AsideFile> files, UnaryOperator<List<AsideFile>> passing, Work work) {
        int done = 0;
        try {
            while (done < files.size()) {
                halt.check();
                storage.verify();
                int to = Math.min(files.size(), done + StrictRemoval.batchSize(storage));
                List<AsideFile> batch = passing.apply(files.subList(done, to));
                done = to;
                StrictRemoval.outcomes(batch, sink -> work.on(batch, sink)).forEach(log);
            }
            return Optional.empty();
        } catch (Throwable thrown) {
            return Optional.of(Halt.outcomeOf(thrown));
        } finally {
            leaveOver(files.subList(done, files.size()));
        }
    }

    void leaveOver(List<AsideFile> files) {
        files.forEach(file -> log.accept(file, new Outcome.LeftOver()));
    }
}
