package dev.cleanup.local;

import dev.cleanup.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The private place inside a storage where a file lies between its move and its removal: one for each batch.
 *
 * <p>It is a folder with a random name, made by us, inside the working directory at the top of the storage. That it is ours
 * proves who we are, which nothing else in Java does, and so whether the working directory is ours too. Made when first
 * needed; removed with the working directory when both are empty. What an interrupted removal left in others stays.
 * Not thread-safe.
 */
final class Workplace implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final SystemCalls calls;
    private final Root storage;
    private final Folder root;
    private final Name shared;
    private final Name own;
    private @Nullable Folder sharedFolder;
    private @Nullable Folder ownFolder;
    private boolean sharedIsOurs;
    private int used;

    Workplace(SystemCalls calls, Root storage, Folder root) {
        this.calls = calls;
        this.storage = storage;
        this.root = root;
        this.shared = plain(Exclusions.WORKING_DIRECTORY);
        this.own = plain(UUID.randomUUID().toString());
    }

    /** The place, open. */
    Folder folder() throws IOException {
        for (int attempt = 1; ownFolder == null; attempt++) {
            try {
                ownFolder = make();
            } catch (NoSuchFileException removedByAnother) {
                // Another batch that ended took the empty working directory with it.
                if (attempt == ATTEMPTS) {
                    throw removedByAnother;
                }
            } finally {
                if (ownFolder == null) {
                    close();
                }
            }
        }
        return ownFolder;
    }

    /** A name in it that was not used before. */
    Name nextName() {
        return plain(Integer.toString(++used));
    }

    /** A name of letters that every encoding has. */
    private Name plain(String text) {
        return new Name(root.path().getFileSystem().getPath(text));
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

    private Folder make() throws IOException {
        Folder outer = enterShared();
        sharedFolder = outer;
        if (calls.access(outer.handle()).letsOthersWrite()) {
            throw notOurs(outer, "can be written by other users");
        }
        calls.makeDirectory(outer.path().resolve(own.path()));
        Folder made = outer.enter(own, outer.stat(own));
        try {
            requireOurs(outer, made);
            return made;
        } catch (IOException | RuntimeException failure) {
            made.close();
            throw failure;
        }
    }

    private Folder enterShared() throws IOException {
        try {
            return root.enter(shared, root.stat(shared));
        } catch (NoSuchFileException missing) {
            makeShared();
            return root.enter(shared, root.stat(shared));
        }
    }

    private void makeShared() throws IOException {
        Path path = root.path().resolve(shared.path());
        // Made by path, as there is no other way: not in a directory that has taken the storage's place.
        storage.open().close();
        try {
            calls.makeDirectory(path);
            sharedIsOurs = true;
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
        }
    }

    private void requireOurs(Folder outer, Folder made) throws IOException {
        UserPrincipal owner = calls.access(outer.handle()).owner();
        sharedIsOurs = owner.equals(calls.access(made.handle()).owner());
        if (!sharedIsOurs) {
            throw notOurs(outer, "belongs to another user (" + owner.getName() + ")");
        }
    }

    private static FileSystemException notOurs(Folder outer, String why) {
        return new FileSystemException(
                outer.path().toString(),
                null,
                "working directory " + why + ", who could exchange files on their way; remove it, it is made anew");
    }

    /** Removes what is empty. What is not stays, and the storage's notes tell of it. */
    @Override
    public void close() {
        if (sharedFolder != null) {
            closeOwn(sharedFolder);
            sharedFolder.close();
            sharedFolder = null;
        }
        if (sharedIsOurs) {
            removeIfEmpty(root, shared);
            sharedIsOurs = false;
        }
    }

    private void closeOwn(Folder outer) {
        if (ownFolder != null) {
            ownFolder.close();
            ownFolder = null;
        }
        removeIfEmpty(outer, own);
    }

    private void removeIfEmpty(Folder folder, Name directory) {
        try {
            calls.removeDirectory(folder.handle(), directory);
        } catch (IOException | RuntimeException notEmptyOrNotAllowed) {
            return;
        }
    }
}
