package dev.cleanup.internal;

import dev.cleanup.outcome.CleanupException;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.Phase;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Walks the condemned files of one task in batches: second look, then removal. */
final class OrphanRemover {

    /** Files are removed in batches of this size; between two batches a run can be stopped. */
    static final int BATCH = 100;

    private final StorageTarget storage;
    private final SecondLook secondLook;
    private final Halt halt;
    private final Events events;
    private final Draft draft;
    private final TaskLog log;

    OrphanRemover(StorageTarget storage, SecondLook secondLook, Halt halt, Events events, Draft draft, TaskLog log) {
        this.storage = storage;
        this.secondLook = secondLook;
        this.halt = halt;
        this.events = events;
        this.draft = draft;
        this.log = log;
    }

    static List<FileKey> keys(Draft draft) {
        return draft.items().stream()
                .flatMap(item -> item.files().stream())
                .map(StoredFile::key)
                .toList();
    }

    /** Removes what may go; whatever ends the task early leaves the rest over. */
    TaskOutcome remove() {
        List<PlannedItem> items = draft.items();
        int done = 0;
        try {
            while (done < items.size()) {
                halt.check();
                storage.verify();
                secondLook.refresh();
                int to = Math.min(items.size(), done + BATCH);
                List<PlannedItem> batch = items.subList(done, to);
                done = to;
                new Batch(batch).remove();
                events.progress(draft.task().name(), Phase.REMOVING, done, OptionalLong.of(items.size()));
            }
            return log.ended();
        } catch (Halt.HaltedException halted) {
            return new TaskOutcome.Stopped(String.valueOf(halted.getMessage()));
        } catch (CleanupException fault) {
            return new TaskOutcome.Failed(Failure.of(fault));
        } finally {
            items.subList(done, items.size()).forEach(this::leaveOver);
        }
    }

    private void leaveOver(PlannedItem item) {
        item.files().forEach(file -> log.file(file, item.reason(), new Outcome.LeftOver()));
    }

    /** Sees to it that each file gets one outcome; a storage that gives none leaves it unknown. */
    private final class Batch {
        private final Map<StoredFile, Reason> open = new LinkedHashMap<>();

        Batch(List<PlannedItem> items) {
            items.forEach(item -> item.files().forEach(file -> open.put(file, item.reason())));
        }

        void remove() {
            new ArrayList<>(open.keySet()).forEach(this::keepIfNamed);
            if (open.isEmpty()) {
                return;
            }
            Outcome unanswered = Outcome.unknown(new IllegalStateException("the storage gave no outcome"));
            try {
                storage.remove(List.copyOf(open.keySet()), this::close);
            } catch (RuntimeException fault) {
                unanswered = Outcome.unknown(fault);
            }
            for (StoredFile file : List.copyOf(open.keySet())) {
                close(file, unanswered);
            }
        }

        private void keepIfNamed(StoredFile file) {
            secondLook
                    .ownerOf(file.key())
                    .ifPresent(owner -> close(
                            file,
                            Outcome.kept(Reason.Kind.REFERENCE, "referenced by " + owner + " since it was judged")));
        }

        private void close(StoredFile file, Outcome outcome) {
            Optional.ofNullable(open.remove(file)).ifPresent(reason -> log.file(file, reason, outcome));
        }
    }
}
