package dev.cleanup.local.internal;

import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * The file at the top of a storage that says which storage it is: another disk, or none, does not say the same.
 *
 * @param id what the file must hold
 */
public record RootMarker(String id) {

    /** Where the id stands. */
    public static final String NAME = ".cleanup-root";

    private static final int LONGEST = 200;

    public RootMarker {
        if (id.isBlank()
                || id.length() > LONGEST
                || !id.equals(id.strip())
                || id.lines().count() > 1) {
            throw new IllegalArgumentException("id (" + id + ") of a marked storage must be one line of at most "
                    + LONGEST + " characters without spaces around: it is compared with what stands in " + NAME);
        }
    }

    /**
     * Checks that the folder holds this mark.
     *
     * @throws StorageUnavailableException if it is missing, foreign or cannot be read
     */
    public void check(FileSystemCalls calls, OpenDirectory root, String storage) {
        String found;
        try {
            found = read(calls, root);
        } catch (NoSuchFileException missing) {
            throw unavailable(storage, "has no mark " + NAME + ": an unmounted disk looks like this", missing);
        } catch (IOException | RuntimeException failure) {
            throw unavailable(storage, "has a mark " + NAME + " that cannot be read (" + failure + ")", failure);
        }
        if (!found.equals(id)) {
            throw unavailable(storage, "is marked as '" + found + "' and not as '" + id + "'", null);
        }
    }

    private static String read(FileSystemCalls calls, OpenDirectory root) throws IOException {
        EntryName name = root.name(NAME);
        Stat seen = root.stat(name);
        if (!seen.is(Stat.Kind.FILE)) {
            throw new IOException("it is a " + seen.kind().words());
        }
        return calls.read(root.handle(), name, 4 * LONGEST).strip();
    }

    private StorageUnavailableException unavailable(String storage, String what, @Nullable Throwable cause) {
        return new StorageUnavailableException(
                storage,
                "root (" + storage + ") " + what
                        + ". Its files may be somebody else's; mount the storage that is marked '" + id
                        + "', or mark this one with mark(..) if it is the right one",
                cause);
    }
}
