package dev.cleanup.local.internal.content;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** Takes the answer of a look-up for one file that must be there. Used once, by one thread. */
public final class SingleLookup implements LookupSink {

    private @Nullable StoredFile file;
    private String fault = "nobody says whether it is there";

    /**
     * The file.
     *
     * @throws FileSystemException if it is not there, or is none of the storage's
     */
    public StoredFile file(FileKey key) throws IOException {
        if (file == null) {
            throw new FileSystemException(key.path(), null, fault);
        }
        return file;
    }

    @Override
    public void found(StoredFile found) {
        file = found;
    }

    @Override
    public void absent(FileKey key) {
        fault = "it is gone right after it was stored";
    }

    @Override
    public void unusable(FileKey key, String why) {
        fault = why;
    }

    @Override
    public void unknown(FileKey key, Failure failure) {
        fault = failure.toString();
    }
}
