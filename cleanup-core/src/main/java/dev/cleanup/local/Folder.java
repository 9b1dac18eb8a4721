package dev.cleanup.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An open directory, and what it was when it was opened. Not thread-safe. */
final class Folder implements AutoCloseable {

    private final SystemCalls calls;
    private final Handle handle;
    private final Stat self;

    private Folder(SystemCalls calls, Handle handle, Stat self) {
        this.calls = calls;
        this.handle = handle;
        this.self = self;
    }

    /** The folder behind a fresh handle, which is closed where that fails. */
    static Folder behind(SystemCalls calls, Handle handle) throws IOException {
        try {
            return new Folder(calls, handle, calls.stat(handle));
        } catch (IOException | RuntimeException failure) {
            handle.close();
            throw failure;
        }
    }

    Handle handle() {
        return handle;
    }

    Stat self() {
        return self;
    }

    Path path() {
        return handle.path();
    }

    Name name(String text) throws UnmappableNameException {
        return Name.of(path().getFileSystem(), text);
    }

    Stat stat(Name entry) throws IOException {
        return calls.stat(handle, entry);
    }

    /** Whether there is an entry of that name. */
    boolean has(Name entry) throws IOException {
        try {
            stat(entry);
            return true;
        } catch (NoSuchFileException missing) {
            return false;
        }
    }

    /** Whether an entry is still the folder that was opened by that name. */
    boolean holds(Name entry, Folder opened) throws IOException {
        Stat now = stat(entry);
        return now.is(Stat.Kind.DIRECTORY) && now.isSameEntryAs(opened.self);
    }

    /**
     * Opens a sub-folder that belongs to the same storage.
     *
     * @param seen what the entry was a moment ago
     * @throws NotEnteredException if it is no folder, another one by now, or on another file system
     */
    Folder enter(Name entry, Stat seen) throws IOException {
        if (seen.is(Stat.Kind.DIRECTORY) && !seen.isOnDeviceOf(self)) {
            throw new NotEnteredException("folder '" + entry + "' lies on another file system, which is not entered");
        }
        return open(entry, seen);
    }

    /** Opens a sub-folder wherever it lies: the way from the top of the file system to a storage crosses mounts. */
    Folder open(Name entry, Stat seen) throws IOException {
        if (!seen.is(Stat.Kind.DIRECTORY)) {
            throw new NotEnteredException(
                    "'" + entry + "' is a " + seen.kind().words() + " where a folder is expected, and is not followed");
        }
        Folder opened = behind(calls, calls.open(handle, entry));
        if (!opened.self.isSameEntryAs(seen)) {
            opened.close();
            throw new NotEnteredException("folder '" + entry + "' was replaced while it was being opened");
        }
        return opened;
    }

    @Override
    public void close() {
        handle.close();
    }
}
