package dev.cleanup.local.internal.content;

import dev.cleanup.local.internal.Exclusions;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.local.internal.fs.UnsafeDirectoryException;
import dev.cleanup.storage.FileChangedException;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.io.OutputStream;

/** What is in files below an open root. Changes nothing. Thread-safe as long as the root is not shared. */
public final class FileCopier {

    private final FileSystemCalls calls;
    private final Exclusions exclusions;

    public FileCopier(FileSystemCalls calls, Exclusions exclusions) {
        this.calls = calls;
        this.exclusions = exclusions;
    }

    /** Copies a file that is the same one before the first byte and after the last. */
    public void copy(OpenDirectory root, StoredFile file, OutputStream to) throws IOException {
        FileKey key = file.key();
        try (OpenDirectoryPath descent = OpenDirectoryPath.to(root, key.folder())) {
            OpenDirectory folder = descent.folder();
            EntryName name = folder.name(key.name());
            require(file, folder.stat(name));
            CountingOutputStream counted = new CountingOutputStream(to);
            calls.copy(folder.handle(), name, beyond(file.size()), counted);
            require(file, folder.stat(name));
            if (counted.count() != file.size()) {
                throw new FileChangedException(
                        key, "it showed " + counted.count() + " bytes, not the " + file.size() + " that were seen");
            }
            if (!descent.isInPlace()) {
                throw new FileChangedException(key, "its folder was moved away or replaced meanwhile");
            }
        } catch (UnsafeDirectoryException changed) {
            throw new FileChangedException(key, changed.why());
        }
    }

    /** One byte more shows a file that has grown; without an end, a device would be copied for ever. */
    private static long beyond(long size) {
        return size == Long.MAX_VALUE ? size : size + 1;
    }

    private void require(StoredFile file, Stat seen) throws FileChangedException {
        if (!seen.is(Stat.Kind.FILE)) {
            throw new FileChangedException(file.key(), "now a " + seen.kind().words());
        }
        if (!seen.identity().equals(file.identity())) {
            throw new FileChangedException(file.key(), seen.identity() + ", not " + file.identity());
        }
        String why = exclusions.protecting(file.key()).orElse("");
        if (!why.isEmpty()) {
            throw new FileChangedException(file.key(), why);
        }
    }
}
