package dev.cleanup.internal.storage;

import dev.cleanup.internal.compact.KeyBatch;
import dev.cleanup.internal.context.ProgressThrottle;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.ToLongFunction;

/** One listing of a storage, its names in portions. Begun once, delivered at most once, always closed. */
public interface KeyListing extends AutoCloseable {

    /** Takes what is listed, on the thread that has it delivered. */
    interface Sink {

        /** Some names, valid until this returns. */
        void names(KeyBatch names);

        /** An entry that is never removed. */
        void unusable(String shown, String why);

        /** Something that could not be read. */
        void unreadable(String shown, Failure failure);
    }

    /**
     * Begins, at once where the host gave a thread for it.
     *
     * @param fingerprints what is kept of each name beside its letters, from its UTF-8; called by whichever thread lists
     * @param clock says when a portion that is not full goes on its way; asked by that thread, too
     */
    static KeyListing begin(
            ListableStorage storage,
            Optional<Executor> other,
            ToLongFunction<byte[]> fingerprints,
            InstantSource clock) {
        KeyListing alone = new Alone(storage, fingerprints, clock);
        if (other.isEmpty()) {
            return alone;
        }
        PrefetchedListing ahead = new PrefetchedListing(storage, fingerprints, clock, alone);
        try {
            other.get().execute(ahead);
        } catch (RuntimeException | Error noThread) {
            ahead.refused();
        }
        return ahead;
    }

    /** Delivers everything; what the storage or the sink throws ends it and reaches the caller. */
    void deliver(Sink sink);

    /** Whether the storage lists no more, as all that it told waits to be delivered. */
    boolean isOver();

    /** Ends a listing that nobody needs any more, and returns once nothing of it goes on. */
    @Override
    void close();

    /** Lists while it delivers. */
    record Alone(ListableStorage storage, ToLongFunction<byte[]> fingerprints, InstantSource clock)
            implements KeyListing {

        @Override
        public void deliver(Sink sink) {
            Portions portions = new Portions(fingerprints, sink, clock) {
                private final KeyBatch reused = new KeyBatch();

                @Override
                KeyBatch next() {
                    reused.clear();
                    return reused;
                }
            };
            storage.list(portions);
            portions.end();
        }

        /** It goes on while it is delivered. */
        @Override
        public boolean isOver() {
            return false;
        }

        @Override
        public void close() {}
    }

    /** Makes portions of single keys. */
    abstract class Portions implements ListingSink {

        private final ToLongFunction<byte[]> fingerprints;
        private final Sink sink;
        private final ProgressThrottle pulse;
        private KeyBatch names;
        private long oddities;

        Portions(ToLongFunction<byte[]> fingerprints, Sink sink, InstantSource clock) {
            this.fingerprints = fingerprints;
            this.sink = sink;
            this.pulse = new ProgressThrottle(clock);
            this.names = new KeyBatch();
        }

        /** Where the next names go. */
        abstract KeyBatch next();

        @Override
        public void key(FileKey key) {
            names.add(key, fingerprints);
            if (names.isFull() || pulse.beats()) {
                end();
            }
        }

        @Override
        public void unusable(String shown, String why) {
            sink.unusable(shown, why);
            sawOddity();
        }

        @Override
        public void unreadable(String shown, Failure failure) {
            StopCondition.checkInterruption();
            sink.unreadable(shown, failure);
            sawOddity();
        }

        /** Between two portions a run can be ended, so there are some also where nothing else is. */
        private void sawOddity() {
            if (++oddities % KeyBatch.MOST == 0 || pulse.beats()) {
                end();
            }
        }

        /** Delivers the names of the last portion. */
        void end() {
            sink.names(names);
            names = next();
        }
    }
}
