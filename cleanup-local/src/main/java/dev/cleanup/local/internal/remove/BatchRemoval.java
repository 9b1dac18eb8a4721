package dev.cleanup.local.internal.remove;

import static java.util.stream.Collectors.groupingBy;

import dev.cleanup.local.internal.DirectoryOptions;
import dev.cleanup.local.internal.StorageRoot;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Removes batches of files, or sets them aside. Thread-safe: whatever is open belongs to one batch. */
public final class BatchRemoval {

    private final FileSystemCalls calls;
    private final StorageRoot storage;
    private final DirectoryOptions settings;

    public BatchRemoval(FileSystemCalls calls, StorageRoot storage, DirectoryOptions settings) {
        this.calls = calls;
        this.storage = storage;
        this.settings = settings;
    }

    /**
     * Removes files, or sets them aside.
     *
     * @param notes what is remembered with the files that are set aside; the others go for good
     */
    public void remove(List<StoredFile> batch, Map<StoredFile, QuarantineNote> notes, OutcomeSink<StoredFile> sink) {
        OpenDirectory root;
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

    private void remove(OpenDirectory root, Journal journal, OutcomeSink<StoredFile> sink) {
        try (StagingFolder workplace = new StagingFolder(calls, storage, root, journal)) {
            journal.files().stream()
                    .collect(groupingBy(file -> file.key().folder()))
                    .forEach((folder, files) -> remove(root, workplace, folder, files, sink));
        }
    }

    private void remove(
            OpenDirectory root,
            StagingFolder workplace,
            String folder,
            List<StoredFile> files,
            OutcomeSink<StoredFile> sink) {
        List<StoredFile> ours = new ArrayList<>();
        for (StoredFile file : files) {
            settings.exclusions()
                    .protecting(file.key())
                    .map(why -> Outcome.kept(Reason.Kind.NAME, why))
                    .ifPresentOrElse(kept -> sink.outcome(file, kept), () -> ours.add(file));
        }
        try (OpenDirectoryPath descent = OpenDirectoryPath.to(root, folder)) {
            new DirectoryRemoval(calls, settings.hardLinks(), descent, workplace, sink).remove(ours);
        }
    }
}
