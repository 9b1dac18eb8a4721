package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.FileFacts;
import dev.cleanup.policy.Reading;
import dev.cleanup.report.Phase;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.Subject;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.KeySink;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Joins what is listed with what is referenced, and judges what no reference names. */
final class OrphanPlanner {

    /** Keys are looked up in batches of this size. */
    static final int BATCH = 1000;

    private final ListableStorage storage;
    private final Instant now;
    private final Halt halt;
    private final Events events;

    OrphanPlanner(ListableStorage storage, Instant now, Halt halt, Events events) {
        this.storage = storage;
        this.now = now;
        this.halt = halt;
        this.events = events;
    }

    /** Fills the draft with the files that would go, unless an earlier task takes them. */
    void plan(Draft draft, FirstLook references, Fingerprints taken) {
        List<FileKey> candidates = list(draft, references);
        candidates.removeIf(key -> isTaken(draft, key, taken));
        lookUp(draft, candidates);
    }

    private static boolean isTaken(Draft draft, FileKey key, Fingerprints taken) {
        if (!taken.contains(key)) {
            return false;
        }
        draft.spare(Reason.Kind.OTHER_TASK);
        return true;
    }

    private List<FileKey> list(Draft draft, FirstLook references) {
        List<FileKey> candidates = new ArrayList<>();
        storage.list(new KeySink() {
            private long done;

            @Override
            public void key(FileKey key) {
                if (references.isReferenced(key)) {
                    draft.sawReferenced();
                } else {
                    draft.sawUnreferenced();
                    candidates.add(key);
                }
                step();
            }

            @Override
            public void unusable(String shown, String why) {
                draft.sawUnusable(new Subject.OfEntry(shown), why);
                step();
            }

            @Override
            public void unreadable(String shown, Failure failure) {
                draft.sawFailed(new Subject.OfEntry(shown), failure);
                step();
            }

            private void step() {
                if (++done % Events.STEP == 0) {
                    halt.check();
                    events.progress(draft.task().name(), Phase.LISTING, done, OptionalLong.empty());
                }
            }
        });
        halt.check();
        long listed = draft.seen().listed();
        events.progress(draft.task().name(), Phase.LISTING, listed, OptionalLong.of(listed));
        return candidates;
    }

    private void lookUp(Draft draft, List<FileKey> candidates) {
        for (int from = 0; from < candidates.size(); from += BATCH) {
            halt.check();
            int to = Math.min(candidates.size(), from + BATCH);
            new Answers(draft, candidates.subList(from, to)).ask();
            events.progress(draft.task().name(), Phase.LOOKING_UP, to, OptionalLong.of(candidates.size()));
        }
    }

    private void judge(Draft draft, StoredFile file) {
        Decision decision = draft.task().policy().judge(new FileFacts(file, Reading.absent()), now);
        if (decision.removes()) {
            draft.condemn(new PlannedItem(Optional.empty(), List.of(file), decision.reason()));
        } else {
            draft.spare(decision.reason().kind());
        }
    }

    /** Sees to it that each key is answered once; what is not answered stays, and is reported. */
    private final class Answers implements LookupSink {
        private final Draft draft;
        private final List<FileKey> asked;
        private final Set<FileKey> open;

        Answers(Draft draft, List<FileKey> asked) {
            this.draft = draft;
            this.asked = asked;
            this.open = new HashSet<>(asked);
        }

        void ask() {
            storage.lookUp(asked, this);
            open.forEach(key -> draft.sawFailed(
                    new Subject.OfFile(key), new Failure("NoAnswer", "the storage did not say what this is")));
        }

        @Override
        public void found(StoredFile file) {
            if (open.remove(file.key())) {
                judge(draft, file);
            }
        }

        @Override
        public void absent(FileKey key) {
            if (open.remove(key)) {
                draft.spare(Reason.Kind.CHANGED);
            }
        }

        @Override
        public void unusable(FileKey key, String why) {
            if (open.remove(key)) {
                draft.turnedOutUnusable(new Subject.OfFile(key), why);
            }
        }

        @Override
        public void unknown(FileKey key, Failure failure) {
            if (open.remove(key)) {
                draft.sawFailed(new Subject.OfFile(key), failure);
            }
        }
    }
}
