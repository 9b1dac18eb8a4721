package dev.cleanup.local.internal.quarantine;

import static java.util.stream.Collectors.groupingBy;

import dev.cleanup.local.internal.Exclusions;
import dev.cleanup.local.internal.StorageRoot;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.UnsafeDirectoryException;
import dev.cleanup.local.internal.remove.Journal;
import dev.cleanup.local.internal.remove.WorkingDirectory;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The files that lie aside in a storage: shows them, puts them back, purges them. Thread-safe. */
public final class QuarantinedFiles {

    /** What is done with one file of a batch. */
    private interface Deed {
        Outcome on(Journal.Entry entry, LockedBatch visit);
    }

    private final FileSystemCalls calls;
    private final StorageRoot storage;

    public QuarantinedFiles(FileSystemCalls calls, StorageRoot storage) {
        this.calls = calls;
        this.storage = storage;
    }

    public void show(Consumer<QuarantinedFile> sink) {
        try (OpenDirectory root = storage.open();
                WorkingDirectory working = new WorkingDirectory(calls, storage, root)) {
            for (EntryName name : entriesOf(working)) {
                filesIn(working, name).forEach(sink);
            }
        }
    }

    private List<EntryName> entriesOf(WorkingDirectory working) {
        try {
            return working.entries();
        } catch (IOException failure) {
            throw unknown(failure);
        }
    }

    private List<QuarantinedFile> filesIn(WorkingDirectory working, EntryName name) {
        try (StagedBatch batch = StagedBatch.open(calls, working.find().orElseThrow(), name)) {
            return batch.setAside();
        } catch (NoSuchFileException | UnsafeDirectoryException noBatch) {
            return List.of();
        } catch (IOException failure) {
            throw unknown(failure);
        }
    }

    private StorageUnavailableException unknown(IOException failure) {
        return new StorageUnavailableException(
                storage.id(),
                "what lies aside in " + storage.path().resolve(Exclusions.WORKING_DIRECTORY)
                        + " could not be found out (" + failure + "), so nothing there is restored or purged. Check"
                        + " the disk and the rights of this process",
                failure);
    }

    public void putBack(List<QuarantinedFile> files, OutcomeSink<QuarantinedFile> sink) {
        each(files, sink, (entry, visit) -> visit.back().putBack(visit.batch(), entry));
    }

    public void purge(List<QuarantinedFile> files, OutcomeSink<QuarantinedFile> sink) {
        each(files, sink, (entry, visit) -> purge(visit.batch().folder(), entry));
    }

    private Outcome purge(OpenDirectory folder, Journal.Entry entry) {
        try {
            EntryName name = folder.name(entry.name());
            calls.unlink(folder.handle(), name);
            return folder.has(name)
                    ? Outcome.failed(new IOException("the file system reported its removal, and it is still there"))
                    : new Outcome.Deleted();
        } catch (NoSuchFileException gone) {
            return new Outcome.AlreadyGone();
        } catch (IOException | RuntimeException failure) {
            return Outcome.failed(failure);
        }
    }

    private void each(List<QuarantinedFile> files, OutcomeSink<QuarantinedFile> sink, Deed deed) {
        OpenDirectory root;
        try {
            root = storage.open();
        } catch (StorageUnavailableException unavailable) {
            files.forEach(file -> sink.outcome(file, Outcome.failed(unavailable)));
            return;
        }
        try (root;
                WorkingDirectory working = new WorkingDirectory(calls, storage, root)) {
            files.stream()
                    .collect(groupingBy(file -> before(file.id())))
                    .forEach((batch, together) ->
                            each(together, sink, deed, () -> LockedBatch.to(calls, root, working, batch)));
        }
    }

    private interface Opening {
        LockedBatch open() throws IOException;
    }

    private static void each(
            List<QuarantinedFile> files, OutcomeSink<QuarantinedFile> sink, Deed deed, Opening opening) {
        LockedBatch visit;
        try {
            visit = opening.open();
        } catch (NoSuchFileException gone) {
            files.forEach(file -> sink.outcome(file, new Outcome.AlreadyGone()));
            return;
        } catch (IOException | RuntimeException failure) {
            files.forEach(file -> sink.outcome(file, Outcome.failed(failure)));
            return;
        }
        try (visit) {
            files.forEach(file -> sink.outcome(file, outcome(file, visit, deed)));
        }
    }

    private static Outcome outcome(QuarantinedFile file, LockedBatch visit, Deed deed) {
        StagedBatch batch = visit.batch();
        String name = file.id().substring(file.id().indexOf('/') + 1);
        if (!batch.holds(name)) {
            return new Outcome.AlreadyGone();
        }
        try {
            Optional<Journal.Entry> entry = batch.setAside(name)
                    .filter(found -> found.file().identity().equals(file.file().identity()));
            return entry.map(found -> deed.on(found, visit))
                    .orElseGet(() -> Outcome.failed(new FileSystemException(
                            batch.folder().path().resolve(name).toString(),
                            null,
                            "it is not the file that was set aside, or its journal is damaged, so it is left alone; look"
                                    + " at it")));
        } catch (IOException | RuntimeException failure) {
            return Outcome.failed(failure);
        }
    }

    private static String before(String id) {
        return id.substring(0, Math.max(0, id.indexOf('/')));
    }
}
