package dev.cleanup.internal.storage;

import dev.cleanup.internal.context.EventPublisher;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.outcome.Failure;
import dev.cleanup.report.Phase;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;

/** Looks keys up in batches, and sees to it that each is answered exactly once: what a storage leaves out is unknown. */
public final class CheckedLookup {

    private final StopCondition halt;
    private final EventPublisher events;
    private ParallelLookup storage;
    private long done;

    public CheckedLookup(ParallelLookup storage, StopCondition halt, EventPublisher events) {
        this.storage = storage;
        this.halt = halt;
        this.events = events;
    }

    /** Returns a look-up of a run, in which a thread of the host takes part where there is one. */
    public static CheckedLookup of(RunContext walk) {
        return new CheckedLookup(
                new ParallelLookup(walk.storage(), walk.composition().overlap()), walk.halt(), walk.events());
    }

    /** Returns a look-up on the caller's thread alone: a listing may hold what another thread would wait for. */
    public static CheckedLookup alone(RunContext walk) {
        return new CheckedLookup(new ParallelLookup(walk.storage(), Optional.empty()), walk.halt(), walk.events());
    }

    /** From now on a thread takes part, where the host gave one. */
    public void shareWith(Optional<Executor> other) {
        storage = new ParallelLookup(storage.storage(), other);
    }

    /** Looks up all keys, after those of earlier calls. */
    public void lookUp(String task, List<FileKey> keys, LookupSink sink) {
        OptionalLong total = OptionalLong.of(done + keys.size());
        if (done == 0 && !keys.isEmpty()) {
            events.begin(task, Phase.LOOKING_UP, total);
        }
        for (int from = 0; from < keys.size(); from += storage.batch()) {
            halt.check();
            // A copy, as there are lists that make each key anew when it is asked for.
            List<FileKey> batch = List.copyOf(keys.subList(from, Math.min(keys.size(), from + storage.batch())));
            ask(batch, sink);
            done += batch.size();
            events.progress(task, Phase.LOOKING_UP, done, total);
        }
    }

    /** Looks up one batch, and tells nobody. */
    public void ask(List<FileKey> batch, LookupSink sink) {
        Once once = new Once(batch, sink);
        storage.lookUp(batch, once, halt);
        StopCondition.checkInterruption();
        once.open.forEach(
                key -> sink.unknown(key, new Failure("NoAnswer", "the storage did not say whether the file is there")));
    }

    /** Lets the first answer for each key pass. */
    private static final class Once implements LookupSink {
        private final Set<FileKey> open;
        private final LookupSink sink;

        Once(List<FileKey> asked, LookupSink sink) {
            this.open = new HashSet<>(asked);
            this.sink = sink;
        }

        @Override
        public void found(StoredFile file) {
            if (open.remove(file.key())) {
                sink.found(file);
            }
        }

        @Override
        public void absent(FileKey key) {
            if (open.remove(key)) {
                sink.absent(key);
            }
        }

        @Override
        public void unusable(FileKey key, String why) {
            if (open.remove(key)) {
                sink.unusable(key, why);
            }
        }

        @Override
        public void unknown(FileKey key, Failure failure) {
            StopCondition.checkInterruption();
            if (open.remove(key)) {
                sink.unknown(key, failure);
            }
        }
    }
}
