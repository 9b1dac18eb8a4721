package dev.cleanup.internal;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.Archival;
import dev.cleanup.storage.AsideFile;
import dev.cleanup.storage.AsideNote;
import dev.cleanup.storage.AsideStorage;
import dev.cleanup.storage.ReadableStorage;
import dev.cleanup.storage.StoredFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has condemned files go the way that their task asks for, and gives each of them one outcome. */
final class Disposer {

    private static final Outcome NOT_COPIED = new Outcome.Failed(new Failure("NotArchived", "no copy was made"));

    private static final int COPIED_TOGETHER = 100;

    private final Walk walk;
    private final TaskSpec task;

    /** What became of the copies of the batch that was prepared last. */
    private final Map<StoredFile, Outcome> copies = new HashMap<>();

    /** What was set aside with the batch that went last. */
    private final Map<StoredFile, AsideFile> aside = new HashMap<>();

    Disposer(Walk walk, TaskSpec task) {
        this.walk = walk;
        this.task = task;
    }

    /** How many files go together; between two batches a run can be stopped. Copies take long, whatever the storage says. */
    int batchSize() {
        return task.disposal() instanceof Disposal.ToArchive
                ? COPIED_TOGETHER
                : StrictRemoval.batchSize(walk.storage());
    }

    /** What takes long, and is done before the last look at who names the files of a batch: they are copied. */
    void prepare(List<Condemned> batch) {
        if (task.disposal() instanceof Disposal.ToArchive to) {
            walk.halt().check();
            walk.storage().verify();
            copies.clear();
            List<Archival> items = batch.stream().map(this::archival).toList();
            ReadableStorage from = (ReadableStorage) walk.storage();
            StrictRemoval.outcomes(items, sink -> to.archive().store(items, from, sink))
                    .forEach((item, outcome) -> copies.put(item.file(), copied(outcome)));
        }
    }

    private Archival archival(Condemned item) {
        return new Archival(item.file(), item.reason(), walk.composition().name(), walk.id(), task.name(), walk.now());
    }

    /** Whatever an archive says, its copy alone is at stake: the file has not been touched. */
    private static Outcome copied(Outcome outcome) {
        boolean believed = outcome instanceof Outcome.Archived
                || outcome instanceof Outcome.Kept
                || outcome instanceof Outcome.AlreadyGone
                || outcome instanceof Outcome.LeftOver
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

    private SharedRemoval shared() {
        return new SharedRemoval(walk.composition().overlap());
    }

    private static Map<StoredFile, AsideNote> only(List<StoredFile> files, Map<StoredFile, AsideNote> noted) {
        Map<StoredFile, AsideNote> some = new LinkedHashMap<>();
        files.forEach(file -> some.put(file, requireNonNull(noted.get(file), "note")));
        return some;
    }

    /** Removes a batch that was prepared, no key twice; the outcomes come in its order. */
    Map<StoredFile, Outcome> dispose(List<Condemned> batch) {
        if (task.disposal() instanceof Disposal.SetAside aside) {
            return setAside(batch, aside.life());
        }
        List<StoredFile> files = batch.stream().map(Condemned::file).toList();
        return task.disposal() instanceof Disposal.ToArchive ? deleteCopied(files) : delete(files);
    }

    private Map<StoredFile, Outcome> setAside(List<Condemned> batch, Duration life) {
        Map<StoredFile, AsideNote> noted = new LinkedHashMap<>();
        batch.forEach(item -> noted.put(item.file(), note(item, life)));
        AsideStorage storage = (AsideStorage) walk.storage();
        Map<StoredFile, Outcome> outcomes = shared().outcomes(
                        List.copyOf(noted.keySet()), (files, sink) -> storage.setAside(only(files, noted), sink));
        aside.clear();
        outcomes.forEach((file, outcome) -> {
            if (outcome instanceof Outcome.SetAside set) {
                aside.put(file, new AsideFile(set.id(), file, requireNonNull(noted.get(file), "note")));
            }
        });
        return outcomes;
    }

    /** Puts files of the last batch back; what does not come back lies aside as it did. */
    Map<StoredFile, Outcome> putBack(List<StoredFile> files) {
        if (files.isEmpty()) {
            return Map.of();
        }
        List<AsideFile> batch = files.stream()
                .map(file -> requireNonNull(aside.get(file), "aside"))
                .toList();
        AsideStorage storage = (AsideStorage) walk.storage();
        Map<StoredFile, Outcome> back = new LinkedHashMap<>();
        StrictRemoval.outcomes(batch, sink -> storage.putBack(batch, sink)).forEach((file, outcome) -> {
            if (outcome instanceof Outcome.PutBack) {
                back.put(file.file(), outcome);
            }
        });
        return back;
    }

    private AsideNote note(Condemned item, Duration life) {
        return new AsideNote(
                walk.composition().name(),
                walk.id(),
                task.name(),
                walk.now(),
                Halt.later(walk.now(), life),
                item.retiredNames(task));
    }
}
