package dev.cleanup.local.internal.quarantine;

import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.local.internal.fs.UnsafeDirectoryException;
import dev.cleanup.local.internal.remove.BatchLock;
import dev.cleanup.local.internal.remove.Journal;
import dev.cleanup.local.internal.remove.JournalFormat;
import dev.cleanup.storage.QuarantinedFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The folder of a batch that has ended or was interrupted: what lies there, and what its journal says of it. */
final class StagedBatch implements AutoCloseable {

    private final OpenDirectory folder;
    private final String id;
    private final Set<String> names;
    private final Optional<Journal> journal;

    private StagedBatch(OpenDirectory folder, String id, Set<String> names, Optional<Journal> journal) {
        this.folder = folder;
        this.id = id;
        this.names = names;
        this.journal = journal;
    }

    /**
     * Opens the folder of a batch, and closes it where that fails.
     *
     * @throws NoSuchFileException if there is none of that name
     * @throws UnsafeDirectoryException if it is no plain folder
     */
    static StagedBatch open(FileSystemCalls calls, OpenDirectory shared, EntryName name) throws IOException {
        OpenDirectory folder = shared.enter(name, shared.stat(name));
        try {
            Set<String> names = new TreeSet<>();
            calls.names(folder.handle(), entry -> names.add(entry.toString()));
            Optional<Journal> journal =
                    names.remove(Journal.FILE) ? journalIn(calls, folder, name.toString()) : Optional.empty();
            names.remove(BatchLock.FILE);
            return new StagedBatch(folder, name.toString(), names, journal);
        } catch (IOException | RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    private static Optional<Journal> journalIn(FileSystemCalls calls, OpenDirectory folder, String id)
            throws IOException {
        EntryName file = folder.name(Journal.FILE);
        Stat seen = folder.stat(file);
        return seen.is(Stat.Kind.FILE) && seen.size() <= Journal.SIZE
                ? JournalFormat.read(calls.read(folder.handle(), file, Journal.SIZE), id)
                : Optional.empty();
    }

    OpenDirectory folder() {
        return folder;
    }

    String id() {
        return id;
    }

    /** How many files lie there, whatever they are. */
    int size() {
        return names.size();
    }

    boolean holds(String name) {
        return names.contains(name);
    }

    /** What the journal says of the files that lie there; nothing of those that it does not name. */
    List<Journal.Entry> explained() {
        return journal.stream()
                .flatMap(read -> read.entries().stream())
                .filter(entry -> names.contains(entry.name()))
                .toList();
    }

    /** The files that were set aside here and are still the ones that were. */
    List<QuarantinedFile> setAside() throws IOException {
        List<QuarantinedFile> files = new ArrayList<>();
        for (Journal.Entry entry : explained()) {
            if (isSetAside(entry)) {
                journal.flatMap(read -> read.asideFile(entry)).ifPresent(files::add);
            }
        }
        return files;
    }

    /** One of the files that were set aside here, if it is still the one that was. */
    Optional<Journal.Entry> setAside(String name) throws IOException {
        Optional<Journal.Entry> entry = journal.flatMap(read -> read.entryOf(name));
        return entry.isPresent() && isSetAside(entry.get()) ? entry : Optional.empty();
    }

    /** Whether an entry is to stay here, and is the file that the journal names. */
    boolean isSetAside(Journal.Entry entry) throws IOException {
        return entry.note().isPresent() && isPlanned(entry);
    }

    private boolean isPlanned(Journal.Entry entry) throws IOException {
        try {
            return folder.stat(folder.name(entry.name())).isFileOf(entry.file().identity());
        } catch (NoSuchFileException takenMeanwhile) {
            return false;
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
