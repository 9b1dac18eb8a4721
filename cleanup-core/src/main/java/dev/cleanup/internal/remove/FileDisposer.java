package dev.cleanup.internal.remove;

import static java.util.Objects.requireNonNull;

import dev.cleanup.internal.config.FileDisposition;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.storage.CheckedBatch;
import dev.cleanup.internal.storage.FileRemoval;
import dev.cleanup.internal.storage.ParallelBatch;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.ArchiveRequest;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.ReadableStorage;
import dev.cleanup.storage.StoredFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has condemned files go the way that their task asks for, and gives each of them one outcome. */
final class FileDisposer {

    private static final Outcome NOT_COPIED = new Outcome.Failed(new Failure("NotArchived", "no copy was made"));

    private static final int COPIED_TOGETHER = 100;

    private final RunContext walk;
    private final TaskDefinition task;

    /** What became of the copies of the batch that was prepared last. */
    private final Map<StoredFile, Outcome> copies = new HashMap<>();

    /** What was set aside with the batch that went last. */
    private final Map<StoredFile, QuarantinedFile> aside = new HashMap<>();

    FileDisposer(RunContext walk, TaskDefinition task) {
        this.walk = walk;
        this.task = task;
    }

    /** How many files go together; between two batches a run can be stopped. Copies take long, whatever the storage says. */
    int batchSize() {
        return task.disposal() instanceof FileDisposition.ToArchive
                ? COPIED_TOGETHER
                : CheckedBatch.batchSize(walk.storage());
    }

    /** What takes long, and is done before the last look at who names the files of a batch: they are copied. */
    void prepare(List<FileRemoval> batch) {
        if (task.disposal() instanceof FileDisposition.ToArchive to) {
            walk.halt().check();
            walk.storage().verify();
            copies.clear();
            List<ArchiveRequest> items = batch.stream().map(this::archival).toList();
            ReadableStorage from = (ReadableStorage) walk.storage();
            CheckedBatch.outcomes(items, sink -> to.archive().store(items, from, sink))
                    .forEach((item, outcome) -> copies.put(item.file(), copied(outcome)));
        }
    }

    private ArchiveRequest archival(FileRemoval item) {
        return new ArchiveRequest(
                item.file(), item.reason(), walk.composition().name(), walk.id(), task.name(), walk.now());
    }

    /** Whatever an archive says, its copy alone is at stake: the file has not been touched. */
    private static Outcome copied(Outcome outcome) {
        boolean believed = outcome instanceof Outcome.Archived
                || outcome instanceof Outcome.Kept
                || outcome instanceof Outcome.AlreadyGone
                || outcome instanceof Outcome.NotReached
                || outcome instanceof Outcome.Failed;
        return believed
                ? outcome
                : new Outcome.Failed(new Failure("NotArchived", "no verified copy was made: " + outcome));
    }

    /** Deletes those files of which there is a copy. */
    private Map<StoredFile, Outcome> deleteCopied(List<StoredFile> batch) {
        Map<StoredFile, Outcome> outcomes = new LinkedHashMap<>();
        batch.forEach(file -> outcomes.put(file, copies.getOrDefault(file, NOT_COPIED)));
        List<StoredFile> files = batch.stream()
                .filter(file -> outcomes.get(file) instanceof Outcome.Archived)
                .toList();
        delete(files).forEach((file, outcome) -> {
            if (!(outcome instanceof Outcome.Deleted)) {
                outcomes.put(file, outcome);
            }
        });
        return outcomes;
    }

    private Map<StoredFile, Outcome> delete(List<StoredFile> files) {
        return shared().outcomes(files, walk.storage()::remove);
    }

    private ParallelBatch shared() {
        return new ParallelBatch(walk.composition().overlap());
    }

    private static Map<StoredFile, QuarantineNote> only(List<StoredFile> files, Map<StoredFile, QuarantineNote> noted) {
        Map<StoredFile, QuarantineNote> some = new LinkedHashMap<>();
        files.forEach(file -> some.put(file, requireNonNull(noted.get(file), "note")));
        return some;
    }

    /** Removes a batch that was prepared, no key twice; the outcomes come in its order. */
    Map<StoredFile, Outcome> dispose(List<FileRemoval> batch) {
        if (task.disposal() instanceof FileDisposition.SetAside aside) {
            return setAside(batch, aside.life());
        }
        List<StoredFile> files = batch.stream().map(FileRemoval::file).toList();
        return task.disposal() instanceof FileDisposition.ToArchive ? deleteCopied(files) : delete(files);
    }

    private Map<StoredFile, Outcome> setAside(List<FileRemoval> batch, Duration life) {
        Map<StoredFile, QuarantineNote> noted = new LinkedHashMap<>();
        batch.forEach(item -> noted.put(item.file(), note(item, life)));
        QuarantineStorage storage = (QuarantineStorage) walk.storage();
        Map<StoredFile, Outcome> outcomes = shared().outcomes(
                        List.copyOf(noted.keySet()), (files, sink) -> storage.quarantine(only(files, noted), sink));
        aside.clear();
        outcomes.forEach((file, outcome) -> {
            if (outcome instanceof Outcome.Quarantined set) {
                aside.put(file, new QuarantinedFile(set.id(), file, requireNonNull(noted.get(file), "note")));
            }
        });
        return outcomes;
    }

    /** Puts files of the last batch back; what does not come back lies aside as it did. */
    Map<StoredFile, Outcome> putBack(List<StoredFile> files) {
        if (files.isEmpty()) {
            return Map.of();
        }
        List<QuarantinedFile> batch = files.stream()
                .map(file -> requireNonNull(aside.get(file), "aside"))
                .toList();
        QuarantineStorage storage = (QuarantineStorage) walk.storage();
        Map<StoredFile, Outcome> back = new LinkedHashMap<>();
        CheckedBatch.outcomes(batch, sink -> storage.restore(batch, sink)).forEach((file, outcome) -> {
            if (outcome instanceof Outcome.Restored) {
                back.put(file.file(), outcome);
            }
        });
        return back;
    }

    private QuarantineNote note(FileRemoval item, Duration life) {
        return new QuarantineNote(
                walk.composition().name(),
                walk.id(),
                task.name(),
                walk.now(),
                StopCondition.later(walk.now(), life),
                item.retiredNames(task));
    }
}
