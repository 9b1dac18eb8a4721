package dev.cleanup.local;

import dev.cleanup.storage.FileChangedException;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.io.OutputStream;

/** What is in files below an open root. Changes nothing. Thread-safe as long as the root is not shared. */
final class Contents {

    private final SystemCalls calls;
    private final Exclusions exclusions;

    Contents(SystemCalls calls, Exclusions exclusions) {
        this.calls = calls;
        this.exclusions = exclusions;
    }

    /** Copies a file that is the same one before the first byte and after the last. */
    void copy(Folder root, StoredFile file, OutputStream to) throws IOException {
        FileKey key = file.key();
        try (Descent descent = Descent.to(root, key.folder())) {
            Folder folder = descent.folder();
            Name name = folder.name(key.name());
            require(file, folder.stat(name));
            Counted counted = new Counted(to);
            calls.copy(folder.handle(), name, beyond(file.size()), counted);
            require(file, folder.stat(name));
            if (counted.count() != file.size()) {
                throw new FileChangedException(
                        key, "it showed " + counted.count() + " bytes, not the " + file.size() + " that were seen");
            }
            if (!descent.isInPlace()) {
                throw new FileChangedException(key, "its folder was moved away or replaced meanwhile");
            }
        } catch (NotEnteredException changed) {
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
