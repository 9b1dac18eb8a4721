package dev.cleanup.local.internal.remove;

import dev.cleanup.local.internal.fs.BestEffort;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.Stat;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A folder with the space of a journal and a lock in it, kept for the next batch: a disk that is full, or has room for no
 * file more, is no reason not to clean.
 *
 * <p>Whoever needs a folder takes it by a rename, which only one can win. Not thread-safe.
 */
public final class SpareFolder {

    /** Its name in the working directory. */
    static final String NAME = "reserve";

    private static final Set<String> OURS = Set.of(Journal.FILE, BatchLock.FILE);

    private final FileSystemCalls calls;
    private final WorkingDirectory working;
    private final OpenDirectory shared;

    public SpareFolder(FileSystemCalls calls, WorkingDirectory working, OpenDirectory shared) {
        this.calls = calls;
        this.working = working;
        this.shared = shared;
    }

    /** A folder of that name with the space of a journal: the reserve, or a new one. */
    OpenDirectory take(EntryName own) throws IOException {
        OpenDirectory taken = takeReserve(own);
        if (taken != null) {
            return taken;
        }
        try {
            return make(own);
        } catch (NoSuchFileException | ClosedByInterruptException otherwise) {
            throw otherwise;
        } catch (IOException failure) {
            throw noRoom(shared.path().resolve(own.path()), failure);
        }
    }

    private OpenDirectory make(EntryName own) throws IOException {
        calls.makeDirectory(shared.handle(), own);
        OpenDirectory made = enter(own);
        try {
            calls.allocate(made.handle(), made.name(Journal.FILE), Journal.SIZE);
            makeLock(made);
            return made;
        } catch (IOException | RuntimeException failure) {
            made.close();
            throw failure;
        }
    }

    private void makeLock(OpenDirectory made) throws IOException {
        try {
            calls.write(made.handle(), made.name(BatchLock.FILE), "");
        } catch (FileAlreadyExistsException madeByWhoeverLooksAfterIt) {
            return; // whose folder it is by now, the lock itself tells
        }
    }

    /** What whoever finds the disk full before there is a reserve must know. */
    static IOException noRoom(Path place, IOException failure) {
        return (IOException) new FileSystemException(
                        place.toString(),
                        null,
                        "the journal that is written before files are moved found no place here (" + failure
                                + "), so nothing was moved. If the disk is full, free 300 KB by hand: from then on that"
                                + " much is kept in reserve")
                .initCause(failure);
    }

    private @Nullable OpenDirectory takeReserve(EntryName own) throws IOException {
        EntryName reserve = working.plain(NAME);
        if (!isWhole(reserve)) {
            return null;
        }
        try {
            calls.rename(shared.handle(), reserve, shared.handle(), own);
        } catch (IOException takenByAnother) {
            return null;
        }
        return enter(own);
    }

    private OpenDirectory enter(EntryName name) throws IOException {
        return shared.enter(name, shared.stat(name));
    }

    /** Whether a folder holds the space of a journal, and no file of a batch. */
    private boolean isWhole(EntryName name) {
        try (OpenDirectory folder = enter(name)) {
            EntryName journal = folder.name(Journal.FILE);
            Set<String> names = namesIn(folder);
            return names.contains(Journal.FILE)
                    && OURS.containsAll(names)
                    && folder.stat(journal).is(Stat.Kind.FILE)
                    && folder.stat(journal).size() == Journal.SIZE;
        } catch (IOException | RuntimeException unusable) {
            return false;
        }
    }

    private Set<String> namesIn(OpenDirectory folder) throws IOException {
        Set<String> names = new TreeSet<>();
        calls.names(folder.handle(), name -> names.add(name.toString()));
        return names;
    }

    /** Whether the folder of a batch holds nothing but what is ours; not where that cannot be found out. */
    boolean isEmpty(EntryName own) {
        try (OpenDirectory folder = enter(own)) {
            return OURS.containsAll(namesIn(folder));
        } catch (IOException | RuntimeException unknown) {
            return false;
        }
    }

    /** Makes the emptied folder of a batch the reserve, or removes it where there is one. */
    public void giveBack(EntryName own) {
        if (!isEmpty(own)) {
            return;
        }
        if (isWhole(own)) {
            BestEffort.quietly(() -> calls.rename(shared.handle(), own, shared.handle(), working.plain(NAME)));
        }
        discard(own);
    }

    /** Removes the folder of a batch if it is empty but for what is ours. */
    void discard(EntryName own) {
        if (isEmpty(own)) {
            remove(own, Journal.FILE);
            remove(own, BatchLock.FILE);
            BestEffort.quietly(() -> calls.removeDirectory(shared.handle(), own));
        }
    }

    private void remove(EntryName own, String file) {
        BestEffort.quietly(() -> {
            try (OpenDirectory folder = enter(own)) {
                calls.unlink(folder.handle(), folder.name(file));
            }
        });
    }

    /**
     * Sees to it that a storage has one; not where it holds nothing at all, as the place of a disk that is not mounted.
     *
     * @param root open, of which no name was read yet
     */
    public static void keep(FileSystemCalls calls, OpenDirectory root, WorkingDirectory working) throws IOException {
        Optional<OpenDirectory> found = working.find();
        boolean isThere = found.isPresent() && new SpareFolder(calls, working, found.get()).isThere();
        if (!isThere && (found.isPresent() || holdsAnything(calls, root))) {
            new SpareFolder(calls, working, working.enter()).restock();
        }
    }

    private static boolean holdsAnything(FileSystemCalls calls, OpenDirectory root) throws IOException {
        AtomicBoolean any = new AtomicBoolean();
        calls.names(root.handle(), name -> any.set(true));
        return any.get();
    }

    private boolean isThere() {
        return isWhole(working.plain(NAME));
    }

    /** Sees to it that there is one. */
    public void restock() {
        EntryName reserve = working.plain(NAME);
        if (isThere()) {
            return;
        }
        putAway(reserve);
        BestEffort.quietly(() -> {
            if (!shared.has(reserve)) {
                EntryName fresh = working.plain(UUID.randomUUID().toString());
                try {
                    take(fresh).close();
                } finally {
                    giveBack(fresh);
                }
            }
        });
    }

    /** Taken by a rename like any other, as another thread may be taking it: what is not whole by then goes. */
    private void putAway(EntryName reserve) {
        if (!isEmpty(reserve)) {
            return;
        }
        EntryName fresh = working.plain(UUID.randomUUID().toString());
        BestEffort.quietly(() -> calls.rename(shared.handle(), reserve, shared.handle(), fresh));
        giveBack(fresh);
    }
}
