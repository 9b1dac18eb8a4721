package dev.cleanup.local;

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
final class WorkingDirectory implements AutoCloseable {

    private static final String PROBE = "probe-";
    private static final int ATTEMPTS = 3;

    private final SystemCalls calls;
    private final Root storage;
    private final Folder root;
    private final Name name;
    private @Nullable Folder folder;

    WorkingDirectory(SystemCalls calls, Root storage, Folder root) {
        this.calls = calls;
        this.storage = storage;
        this.root = root;
        this.name = plain(Exclusions.WORKING_DIRECTORY);
    }

    /** A name of letters that every encoding has. */
    Name plain(String text) {
        FileSystem fileSystem = root.path().getFileSystem();
        return new Name(fileSystem.getPath(text));
    }

    /** The directory to look into, open; empty where there is none. */
    Optional<Folder> find() throws IOException {
        try {
            folder = folder == null ? root.enter(name, root.stat(name)) : folder;
            return Optional.of(folder);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    /** The directory to work in, open; made where there is none, and checked. */
    Folder enter() throws IOException {
        Folder found = find().orElse(null);
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
            throw Reserve.noRoom(path, failure);
        }
    }

    private void requireOurs(Folder found) throws IOException {
        Access access = calls.access(found.handle());
        if (access.letsOthersWrite()) {
            throw notOurs(found, "can be written by other users");
        }
        UserPrincipal owner = access.owner();
        if (!owner.equals(whoWeAre(found))) {
            throw notOurs(found, "belongs to another user (" + owner.getName() + ")");
        }
    }

    private UserPrincipal whoWeAre(Folder found) throws IOException {
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

    private UserPrincipal ownerOfProbe(Folder found) throws IOException {
        Name probe = plain(PROBE + UUID.randomUUID());
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

    private static FileSystemException notOurs(Folder found, String why) {
        return new FileSystemException(
                found.path().toString(),
                null,
                "working directory " + why + ", who could exchange files on their way; remove it, it is made anew");
    }

    /** The names of the folders of batches, and of whatever else lies there. */
    List<Name> entries() throws IOException {
        List<Name> names = new ArrayList<>();
        Optional<Folder> found = find();
        if (found.isPresent()) {
            try (Folder fresh = root.enter(name, root.stat(name))) {
                calls.names(fresh.handle(), names::add);
            }
        }
        return names;
    }

    static boolean isProbe(Name entry) {
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
