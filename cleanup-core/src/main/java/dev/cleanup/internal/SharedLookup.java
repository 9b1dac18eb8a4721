package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
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
        new LentThread(executor)
                .both(
                        () -> storage.lookUp(keys.subList(0, half), sink),
                        () -> storage.lookUp(keys.subList(half, keys.size()), answers));
        answers.given.forEach(answer -> answer.accept(sink));
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
