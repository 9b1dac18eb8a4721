package dev.cleanup.local.internal;

import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.local.internal.fs.UnsafeDirectoryException;
import dev.cleanup.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory that a storage is, and which one it was when the storage was composed. Immutable. */
public final class StorageRoot {

    private final FileSystemCalls calls;
    private final Path path;
    private final String id;
    private final Stat recorded;

    /**
     * Records which directory lies there now.
     *
     * @param path absolute and free of links
     */
    public StorageRoot(FileSystemCalls calls, Path path) throws IOException {
        this.calls = calls;
        this.path = path;
        this.id = idOf(path);
        try (OpenDirectory folder = walk()) {
            this.recorded = folder.self();
        }
    }

    private static String idOf(Path path) {
        String uri = path.toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }

    public Path path() {
        return path;
    }

    public String id() {
        return id;
    }

    /**
     * Opens the directory.
     *
     * @throws StorageUnavailableException if it is missing, another one by now, or cannot be opened
     */
    public OpenDirectory open() {
        OpenDirectory folder;
        try {
            folder = walk();
        } catch (NoSuchFileException missing) {
            throw unavailable(
                    "is missing (" + missing.getMessage() + "): an unmounted disk looks like this. Mount or restore it;"
                            + " until then nothing is listed or removed here",
                    missing);
        } catch (UnsafeDirectoryException replaced) {
            throw unavailable("was replaced: " + replaced.why() + ". " + COMPOSE_ANEW, replaced);
        } catch (IOException | RuntimeException failure) {
            throw unavailable(
                    "cannot be opened (" + failure + "), so nobody can say whether it is still the same one."
                            + " Let this process read it, or repair what is in the way",
                    failure);
        }
        if (folder.self().isSameDirectoryAs(recorded)) {
            return folder;
        }
        folder.close();
        throw unavailable(
                "was replaced: it was " + whichOne(recorded) + " and is now " + whichOne(folder.self()) + ". "
                        + COMPOSE_ANEW,
                null);
    }

    private static final String COMPOSE_ANEW =
            "Files with the old names may be other files; put the old directory back, or compose the cleanup anew if the"
                    + " new one is meant";

    private static String whichOne(Stat directory) {
        return directory.fileKey() + " of " + directory.born();
    }

    private StorageUnavailableException unavailable(String what, @Nullable Throwable cause) {
        return new StorageUnavailableException(id, "root (" + path + ") " + what, cause);
    }

    /** Goes down from the top, so that no link on the way is followed unseen. */
    private OpenDirectory walk() throws IOException {
        try {
            OpenDirectory current = OpenDirectory.behind(calls, calls.openPath(path.getRoot()));
            for (Path component : path) {
                current = step(current, new EntryName(component));
            }
            return current;
        } catch (AccessDeniedException unreadableOnTheWay) {
            // A directory above may let us pass without letting us read. Who it is, is compared in any case.
            return OpenDirectory.behind(calls, calls.openPath(path));
        }
    }

    private static OpenDirectory step(OpenDirectory parent, EntryName name) throws IOException {
        try (parent) {
            return parent.open(name, parent.stat(name));
        }
    }
}
