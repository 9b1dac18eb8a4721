package dev.cleanup.local.internal.fs;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An open directory, and what it was when it was opened. Not thread-safe. */
public final class OpenDirectory implements AutoCloseable {

    private final FileSystemCalls calls;
    private final DirectoryHandle handle;
    private final Stat self;

    private OpenDirectory(FileSystemCalls calls, DirectoryHandle handle, Stat self) {
        this.calls = calls;
        this.handle = handle;
        this.self = self;
    }

    /** The folder behind a fresh handle, which is closed where that fails. */
    public static OpenDirectory behind(FileSystemCalls calls, DirectoryHandle handle) throws IOException {
        try {
            return new OpenDirectory(calls, handle, calls.stat(handle));
        } catch (IOException | RuntimeException failure) {
            handle.close();
            throw failure;
        }
    }

    public DirectoryHandle handle() {
        return handle;
    }

    public Stat self() {
        return self;
    }

    public Path path() {
        return handle.path();
    }

    public EntryName name(String text) throws UnmappableNameException {
        return EntryName.of(path().getFileSystem(), text);
    }

    public Stat stat(EntryName entry) throws IOException {
        return calls.stat(handle, entry);
    }

    /** Whether there is an entry of that name. */
    public boolean has(EntryName entry) throws IOException {
        try {
            stat(entry);
            return true;
        } catch (NoSuchFileException missing) {
            return false;
        }
    }

    /** Whether an entry is still the folder that was opened by that name. */
    public boolean holds(EntryName entry, OpenDirectory opened) throws IOException {
        Stat now = stat(entry);
        return now.is(Stat.Kind.DIRECTORY) && now.isSameEntryAs(opened.self);
    }

    /**
     * Opens a sub-folder that belongs to the same storage.
     *
     * @param seen what the entry was a moment ago
     * @throws UnsafeDirectoryException if it is no folder, another one by now, or on another file system
     */
    public OpenDirectory enter(EntryName entry, Stat seen) throws IOException {
        if (seen.is(Stat.Kind.DIRECTORY) && !seen.isOnDeviceOf(self)) {
            throw new UnsafeDirectoryException(
                    "folder '" + entry + "' lies on another file system, which is not entered");
        }
        return open(entry, seen);
    }

    /** Opens a sub-folder wherever it lies: the way from the top of the file system to a storage crosses mounts. */
    public OpenDirectory open(EntryName entry, Stat seen) throws IOException {
        if (!seen.is(Stat.Kind.DIRECTORY)) {
            throw new UnsafeDirectoryException(
                    "'" + entry + "' is a " + seen.kind().words() + " where a folder is expected, and is not followed");
        }
        OpenDirectory opened = behind(calls, calls.open(handle, entry));
        if (!opened.self.isSameEntryAs(seen)) {
            opened.close();
            throw new UnsafeDirectoryException("folder '" + entry + "' was replaced while it was being opened");
        }
        return opened;
    }

    @Override
    public void close() {
        handle.close();
    }
}
