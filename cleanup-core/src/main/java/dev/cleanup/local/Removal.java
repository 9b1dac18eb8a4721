package dev.cleanup.local;

import static java.util.stream.Collectors.groupingBy;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.AsideNote;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Removes batches of files, or sets them aside. Thread-safe: whatever is open belongs to one batch. */
final class Removal {

    private final SystemCalls calls;
    private final Root storage;
    private final Settings settings;

    Removal(SystemCalls calls, Root storage, Settings settings) {
        this.calls = calls;
        this.storage = storage;
        this.settings = settings;
    }

    /**
     * Removes files, or sets them aside.
     *
     * @param notes what is remembered with the files that are set aside; the others go for good
     */
    void remove(List<StoredFile> batch, Map<StoredFile, AsideNote> notes, OutcomeSink<StoredFile> sink) {
        Folder root;
        try {
            root = storage.open();
        } catch (StorageUnavailableException unavailable) {
            batch.forEach(file -> sink.outcome(file, Outcome.failed(unavailable)));
            return;
        }
        try (root) {
            Journal.split(batch, notes).forEach(journal -> remove(root, journal, sink));
        }
    }

    private void remove(Folder root, Journal journal, OutcomeSink<StoredFile> sink) {
        try (Workplace workplace = new Workplace(calls, storage, root, journal)) {
            journal.files().stream()
                    .collect(groupingBy(file -> file.key().folder()))
                    .forEach((folder, files) -> remove(root, workplace, folder, files, sink));
        }
    }

    private void remove(
            Folder root, Workplace workplace, String folder, List<StoredFile> files, OutcomeSink<StoredFile> sink) {
        List<StoredFile> ours = new ArrayList<>();
        for (StoredFile file : files) {
            settings.exclusions()
                    .protecting(file.key())
                    .map(why -> Outcome.kept(Reason.Kind.NAME, why))
                    .ifPresentOrElse(kept -> sink.outcome(file, kept), () -> ours.add(file));
        }
        try (Descent descent = Descent.to(root, folder)) {
            new FolderRemoval(calls, settings.hardLinks(), descent, workplace, sink).remove(ours);
        }
    }
}
