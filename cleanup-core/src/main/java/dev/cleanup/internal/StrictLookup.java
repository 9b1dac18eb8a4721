package dev.cleanup.internal;

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
final class StrictLookup {

    private final Halt halt;
    private final Events events;
    private SharedLookup storage;
    private long done;

    StrictLookup(SharedLookup storage, Halt halt, Events events) {
        this.storage = storage;
        this.halt = halt;
        this.events = events;
    }

    /** From now on a thread takes part, where the host gave one. */
    void shareWith(Optional<Executor> other) {
        storage = new SharedLookup(storage.storage(), other);
    }

    /** Looks up all keys, after those of earlier calls. */
    void lookUp(String task, List<FileKey> keys, LookupSink sink) {
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
    void ask(List<FileKey> batch, LookupSink sink) {
        Once once = new Once(batch, sink);
        storage.lookUp(batch, once, halt);
        Halt.checkInterruption();
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
            Halt.checkInterruption();
            if (open.remove(key)) {
                sink.unknown(key, failure);
            }
        }
    }
}
