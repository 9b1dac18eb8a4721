package dev.cleanup.internal.storage;

import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * A look-up in which a thread takes part that the host lends, where it gave one. All answers are given on the caller's thread,
 * portion by portion in the order of the keys, and nothing goes on once it returns.
 */
public record ParallelLookup(StorageTarget storage, Optional<Executor> other) {

    /** Keys that one call of a storage is asked for at most. */
    private static final int MOST = 1000;

    /** Fewer are looked up sooner than another thread has woken. */
    private static final int WORTH_SHARING = 100;

    /** How many keys are best looked up at once: two threads share them the more evenly the more there are. */
    int batch() {
        return other.isPresent() ? 8 * MOST : MOST;
    }

    /**
     * Looks up.
     *
     * @param halt is asked by the caller before each portion, and may end the look-up with a throw
     */
    void lookUp(List<FileKey> keys, LookupSink sink, StopCondition halt) {
        if (other.isEmpty() || keys.size() < WORTH_SHARING) {
            storage.lookUp(keys, sink);
        } else {
            new Sharing(keys, sink, halt).with(other.get());
        }
    }

    /** Portions of keys, each taken by whichever thread comes to it; the caller judges while the other looks up. */
    private final class Sharing {
        private final List<FileKey> keys;
        private final LookupSink sink;
        private final StopCondition halt;
        private final int size;
        private final AtomicReferenceArray<Answers> answered;
        private final AtomicInteger next = new AtomicInteger(1);
        private int nextToGive;

        Sharing(List<FileKey> keys, LookupSink sink, StopCondition halt) {
            this.keys = keys;
            this.sink = sink;
            this.halt = halt;
            this.size = Math.min(MOST / 2, (keys.size() + 3) / 4);
            this.answered = new AtomicReferenceArray<>((keys.size() + size - 1) / size);
        }

        void with(Executor executor) {
            new HelperThread(executor).both(this::callersPart, this::lentPart);
            give();
        }

        /** Begins with the first portion, which no other thread takes. */
        private void callersPart() {
            untilOneFails(() -> {
                for (int portion = 0; portion < answered.length(); portion = next.getAndIncrement()) {
                    halt.check();
                    lookUp(portion);
                    give();
                }
            });
        }

        private void lentPart() {
            untilOneFails(() -> {
                for (int portion = next.getAndIncrement();
                        portion < answered.length();
                        portion = next.getAndIncrement()) {
                    lookUp(portion);
                }
            });
        }

        /** Where one thread fails, the other takes no more. */
        private void untilOneFails(Runnable part) {
            try {
                part.run();
            } finally {
                next.set(answered.length());
            }
        }

        private void lookUp(int portion) {
            Answers answers = new Answers();
            int from = portion * size;
            storage.lookUp(keys.subList(from, Math.min(keys.size(), from + size)), answers);
            answered.set(portion, answers);
        }

        /** Gives what is complete up to the first portion that is not. */
        private void give() {
            for (; nextToGive < answered.length() && answered.get(nextToGive) != null; nextToGive++) {
                answered.getAndSet(nextToGive, null).all.forEach(answer -> answer.accept(sink));
            }
        }
    }

    /** Keeps answers until they can be given on the right thread. */
    private static final class Answers implements LookupSink {
        private final List<Consumer<LookupSink>> all = new ArrayList<>();

        @Override
        public void found(StoredFile file) {
            all.add(sink -> sink.found(file));
        }

        @Override
        public void absent(FileKey key) {
            all.add(sink -> sink.absent(key));
        }

        @Override
        public void unusable(FileKey key, String why) {
            all.add(sink -> sink.unusable(key, why));
        }

        @Override
        public void unknown(FileKey key, Failure failure) {
            all.add(sink -> sink.unknown(key, failure));
        }
    }
}
