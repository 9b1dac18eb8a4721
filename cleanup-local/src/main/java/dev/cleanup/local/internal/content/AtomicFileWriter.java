package dev.cleanup.local.internal.content;

import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.storage.FileContent;
import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;

/**
 * A file that is made under a name of its own, forced to disk, and then linked to the name that is wanted: that name leads to
 * a whole file or to none, and never replaces anything. It and the folders made for it are this user's alone. Used once.
 */
public final class AtomicFileWriter {

    private final FileSystemCalls calls;
    private final FileKey key;
    private final String part = "." + UUID.randomUUID() + ".part";

    public AtomicFileWriter(FileSystemCalls calls, FileKey key) {
        this.calls = calls;
        this.key = key;
    }

    /** Makes it, and the folders on the way. */
    public void write(OpenDirectory root, FileContent content) throws IOException {
        try (OpenDirectoryPath descent = OpenDirectoryPath.making(calls::makeDirectory, root, key.folder())) {
            OpenDirectory folder = descent.folder();
            requireFree(folder);
            EntryName own = folder.name(part);
            try {
                calls.create(folder.handle(), own, content);
                publish(descent, folder, own);
            } finally {
                discard(folder, own);
            }
            sync(descent, folder);
        }
    }

    /** The names, too, must outlive a crash of the machine. Only systems of the kind of Unix let names be synced at all. */
    private void sync(OpenDirectoryPath descent, OpenDirectory folder) throws IOException {
        if (folder.path().getFileSystem().supportedFileAttributeViews().contains("unix")) {
            calls.sync(folder.handle());
            descent.syncAbove(calls);
        }
    }

    /** Before the content is asked for, which may be long; the link makes sure of it. */
    private void requireFree(OpenDirectory folder) throws IOException {
        try {
            folder.stat(folder.name(key.name()));
        } catch (NoSuchFileException free) {
            return;
        }
        throw new FileAlreadyExistsException(key.path());
    }

    private void publish(OpenDirectoryPath descent, OpenDirectory folder, EntryName own) throws IOException {
        Stat made = folder.stat(own);
        if (!descent.isInPlace()) {
            throw new FileSystemException(key.path(), null, "its folder was moved away or replaced meanwhile");
        }
        EntryName name = folder.name(key.name());
        calls.link(folder.handle(), own, folder.handle(), name);
        if (!folder.stat(name).isSameEntryAs(made)) {
            throw new FileSystemException(key.path(), null, "it was replaced while it was being stored");
        }
    }

    /** What cannot be discarded is a stray file beside: it costs space, and nobody names it. */
    private void discard(OpenDirectory folder, EntryName own) {
        try {
            calls.unlink(folder.handle(), own);
        } catch (IOException | RuntimeException left) {
            return;
        }
    }
}
