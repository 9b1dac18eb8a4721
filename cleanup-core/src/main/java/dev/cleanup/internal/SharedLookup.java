package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * A look-up of which one half is done on a thread that the host lends, where it gave one. All answers are given on the
 * caller's thread, and nothing goes on once it returns.
 */
record SharedLookup(StorageTarget storage, Optional<Executor> other) {

    /** Fewer are looked up sooner than another thread has woken. */
    private static final int WORTH_SHARING = 100;

    void lookUp(List<FileKey> keys, LookupSink sink) {
        if (other.isEmpty() || keys.size() < WORTH_SHARING) {
            storage.lookUp(keys, sink);
        } else {
            share(keys, other.get(), sink);
        }
    }

    private void share(List<FileKey> keys, Executor executor, LookupSink sink) {
        int half = keys.size() / 2;
        Answers answers = new Answers();
        FutureTask<Answers> second =
                new FutureTask<>(() -> storage.lookUp(keys.subList(half, keys.size()), answers), answers);
        lend(executor, second);
        try {
            storage.lookUp(keys.subList(0, half), sink);
        } finally {
            // Does nothing where the other thread has come to it.
            second.run();
            await(second);
        }
        result(second).given.forEach(answer -> answer.accept(sink));
    }

    private static void lend(Executor executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException busy) {
            // then the caller comes to it
        }
    }

    private static void await(FutureTask<Answers> task) {
        boolean interrupted = false;
        while (!task.isDone()) {
            try {
                task.get();
            } catch (InterruptedException later) {
                interrupted = true;
            } catch (ExecutionException fault) {
                // thrown where the answers are asked for
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answers result(FutureTask<Answers> done) {
        boolean interrupted = Thread.interrupted();
        try {
            return done.get();
        } catch (ExecutionException fault) {
            if (fault.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault.getCause();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Keeps answers until they can be given on the right thread. */
    private static final class Answers implements LookupSink {
        private final List<Consumer<LookupSink>> given = new ArrayList<>();

        @Override
        public void found(StoredFile file) {
            given.add(sink -> sink.found(file));
        }

        @Override
        public void absent(FileKey key) {
            given.add(sink -> sink.absent(key));
        }

        @Override
        public void unusable(FileKey key, String why) {
            given.add(sink -> sink.unusable(key, why));
        }

        @Override
        public void unknown(FileKey key, Failure failure) {
            given.add(sink -> sink.unknown(key, failure));
        }
    }
}
