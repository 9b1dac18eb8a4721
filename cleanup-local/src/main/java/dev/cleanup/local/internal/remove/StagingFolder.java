package dev.cleanup.local.internal.remove;

import static java.util.Objects.requireNonNull;

import dev.cleanup.local.internal.StorageRoot;
import dev.cleanup.local.internal.fs.BestEffort;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the files of one batch are moved to, with the journal that says where they came from.
 *
 * <p>Made when first needed; the journal is on the disk before the folder is handed out. Given back when it is empty; else
 * the journal tells what lies there. Not thread-safe.
 */
final class StagingFolder implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final FileSystemCalls calls;
    private final Journal journal;
    private final Map<FileKey, String> names;
    private final boolean keepsFiles;
    private final WorkingDirectory working;
    private final EntryName own;
    private @Nullable BatchLock tenancy;
    private @Nullable OpenDirectory folder;

    StagingFolder(FileSystemCalls calls, StorageRoot storage, OpenDirectory root, Journal journal) {
        this.calls = calls;
        this.journal = journal;
        this.names = journal.entries().stream()
                .collect(Collectors.toMap(entry -> entry.file().key(), Journal.Entry::name));
        this.keepsFiles = journal.keepsFiles();
        this.working = new WorkingDirectory(calls, storage, root);
        this.own = working.plain(journal.id());
    }

    /** Whether files stay here, to be put back or purged later. */
    boolean keepsFiles() {
        return keepsFiles;
    }

    /** The place, open. */
    OpenDirectory folder() throws IOException {
        for (int attempt = 1; folder == null; attempt++) {
            try {
                folder = make();
            } catch (NoSuchFileException removedByAnother) {
                // Another process may have taken an empty folder for left behind.
                if (attempt == ATTEMPTS) {
                    throw removedByAnother;
                }
            } finally {
                if (folder == null) {
                    close();
                }
            }
        }
        return folder;
    }

    /** A file of the batch that is about to be moved here. */
    StagedFile aside(OpenDirectoryPath descent, EntryName oldName, FileKey key) throws IOException {
        return new StagedFile(calls, working, folder(), working.plain(nameOf(key)), descent, oldName);
    }

    private String nameOf(FileKey key) {
        return requireNonNull(names.get(key), () -> key + " is not in the journal");
    }

    /** What the world calls a file that is set aside. */
    String idOf(FileKey key) {
        return journal.id() + "/" + nameOf(key);
    }

    /**
     * The names of all that lies here now.
     *
     * @throws NoSuchFileException if the folder is not at its place
     */
    Set<String> list() throws IOException {
        OpenDirectory shared = working.find().orElseThrow();
        Set<String> names = new HashSet<>();
        // Opened anew, as an open folder may show what lay in it then.
        try (OpenDirectory fresh = shared.enter(own, shared.stat(own))) {
            if (!fresh.self().isSameEntryAs(folder().self())) {
                throw new NoSuchFileException(fresh.path().toString(), null, "another folder has its name");
            }
            calls.names(fresh.handle(), entry -> names.add(entry.toString()));
        }
        return names;
    }

    private OpenDirectory make() throws IOException {
        OpenDirectory shared = working.enter();
        BatchLock mine = BatchLock.announce(journal.id());
        tenancy = mine;
        OpenDirectory made = new SpareFolder(calls, working, shared).take(own);
        try {
            lock(shared, mine, made);
            write(made);
            BestEffort.sync(calls, made);
            BestEffort.sync(calls, shared);
            return made;
        } catch (IOException | RuntimeException failure) {
            made.close();
            throw failure;
        }
    }

    /** Goes on unlocked where the file system has no locks: then no other process recovers anything either. */
    private void lock(OpenDirectory shared, BatchLock mine, OpenDirectory made) throws IOException {
        boolean taken;
        try {
            taken = !mine.lock(calls, made);
        } catch (IOException noLocksHere) {
            taken = false;
        }
        // Before the lock was ours, somebody may have made it the reserve of the next.
        if (taken || !shared.holds(own, made)) {
            throw new NoSuchFileException(made.path().toString(), null, "another process took it for left behind");
        }
    }

    private void write(OpenDirectory made) throws IOException {
        String text = JournalFormat.write(journal);
        if (text.length() > Journal.SIZE) {
            throw new IOException("the journal of a batch has room for " + Journal.SIZE + " bytes and would need "
                    + text.length() + ": names this long cannot be written down before their files are moved");
        }
        EntryName name = made.name(Journal.FILE);
        calls.overwrite(made.handle(), name, text);
        if (keepsFiles()) {
            BestEffort.quietly(() -> calls.trim(made.handle(), name, text.length()));
        }
    }

    /** Gives the folder back if nothing lies there; what does stays, with its journal. */
    @Override
    public void close() {
        boolean used = folder != null;
        if (folder != null) {
            folder.close();
            folder = null;
        }
        BatchLock ending = tenancy;
        tenancy = null;
        try {
            if (ending != null) {
                BestEffort.quietly(() -> leave(used));
            }
        } finally {
            if (ending != null) {
                ending.close();
            }
            working.close();
        }
    }

    private void leave(boolean used) throws IOException {
        OpenDirectory shared = working.find().orElse(null);
        if (shared == null) {
            return;
        }
        SpareFolder reserve = new SpareFolder(calls, working, shared);
        if (used) {
            reserve.giveBack(own);
        } else {
            reserve.discard(own);
        }
        if (used && keepsFiles()) {
            reserve.restock();
        }
    }
}
