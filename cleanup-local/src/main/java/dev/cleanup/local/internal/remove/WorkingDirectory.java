package dev.cleanup.local.internal.remove;

import dev.cleanup.local.internal.Exclusions;
import dev.cleanup.local.internal.StorageRoot;
import dev.cleanup.local.internal.fs.BestEffort;
import dev.cleanup.local.internal.fs.DirectoryAccess;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code .cleanup} at the top of a storage, through which files go: ours alone, or not used.
 *
 * <p>A file made in it proves who we are there, which nothing else in Java does, and so whether the directory is ours too.
 * Not thread-safe.
 */
public final class WorkingDirectory implements AutoCloseable {

    private static final String PROBE = "probe-";
    private static final int ATTEMPTS = 3;

    private final FileSystemCalls calls;
    private final StorageRoot storage;
    private final OpenDirectory root;
    private final EntryName name;
    private @Nullable OpenDirectory folder;

    public WorkingDirectory(FileSystemCalls calls, StorageRoot storage, OpenDirectory root) {
        this.calls = calls;
        this.storage = storage;
        this.root = root;
        this.name = plain(Exclusions.WORKING_DIRECTORY);
    }

    /** A name of letters that every encoding has. */
    public EntryName plain(String text) {
        FileSystem fileSystem = root.path().getFileSystem();
        return new EntryName(fileSystem.getPath(text));
    }

    /** The directory to look into, open; empty where there is none. */
    public Optional<OpenDirectory> find() throws IOException {
        try {
            folder = folder == null ? root.enter(name, root.stat(name)) : folder;
            return Optional.of(folder);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    /** The directory to work in, open; made where there is none, and checked. */
    public OpenDirectory enter() throws IOException {
        OpenDirectory found = find().orElse(null);
        if (found == null) {
            make();
            found = root.enter(name, root.stat(name));
            folder = found;
            BestEffort.sync(calls, root);
        }
        requireOurs(found);
        return found;
    }

    private void make() throws IOException {
        Path path = root.path().resolve(name.path());
        // Not in a directory that was moved away.
        storage.open().close();
        try {
            calls.makeDirectory(root.handle(), name);
        } catch (AccessDeniedException denied) {
            throw (IOException) new AccessDeniedException(
                            path.toString(),
                            null,
                            "files go through this working directory, and it cannot be made: let this process write in the"
                                    + " storage's root, or make it for the user of this process with mode 0700")
                    .initCause(denied);
        } catch (FileAlreadyExistsException madeByAnother) {
            // What it is, is checked in any case.
            return;
        } catch (IOException failure) {
            throw SpareFolder.noRoom(path, failure);
        }
    }

    private void requireOurs(OpenDirectory found) throws IOException {
        DirectoryAccess access = calls.access(found.handle());
        if (access.letsOthersWrite()) {
            throw notOurs(found, "can be written by other users");
        }
        UserPrincipal owner = access.owner();
        if (!owner.equals(whoWeAre(found))) {
            throw notOurs(found, "belongs to another user (" + owner.getName() + ")");
        }
    }

    private UserPrincipal whoWeAre(OpenDirectory found) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return ownerOfProbe(found);
            } catch (NoSuchFileException takenForLeftBehind) {
                // Another process that puts things in order may have removed it.
                if (attempt == ATTEMPTS) {
                    throw takenForLeftBehind;
                }
            }
        }
    }

    private UserPrincipal ownerOfProbe(OpenDirectory found) throws IOException {
        EntryName probe = plain(PROBE + UUID.randomUUID());
        try {
            calls.write(found.handle(), probe, "");
        } catch (NoSuchFileException gone) {
            throw gone;
        } catch (IOException noRoom) {
            // A disk may have no room for one file more. Who the platform says we are, is right on most of them.
            return calls.whoWeAre().orElseThrow(() -> noRoom);
        }
        try {
            return calls.access(found.handle(), probe).owner();
        } finally {
            BestEffort.quietly(() -> calls.unlink(found.handle(), probe));
        }
    }

    private static FileSystemException notOurs(OpenDirectory found, String why) {
        return new FileSystemException(
                found.path().toString(),
                null,
                "working directory " + why + ", who could exchange files on their way; remove it, it is made anew");
    }

    /** The names of the folders of batches, and of whatever else lies there. */
    public List<EntryName> entries() throws IOException {
        List<EntryName> names = new ArrayList<>();
        Optional<OpenDirectory> found = find();
        if (found.isPresent()) {
            try (OpenDirectory fresh = root.enter(name, root.stat(name))) {
                calls.names(fresh.handle(), names::add);
            }
        }
        return names;
    }

    public static boolean isProbe(EntryName entry) {
        return entry.toString().startsWith(PROBE);
    }

    /** Whether the path of the storage still leads to it. */
    boolean isStorageInPlace() {
        try {
            storage.open().close();
            return true;
        } catch (StorageUnavailableException moved) {
            return false;
        }
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }
}
