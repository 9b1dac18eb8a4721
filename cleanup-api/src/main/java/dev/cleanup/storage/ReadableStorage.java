package dev.cleanup.storage;

import java.io.IOException;
import java.io.OutputStream;

/** A storage that can show what is in its files. */
public interface ReadableStorage extends StorageTarget {

    /**
     * Copies a file's content, if it is the file that was seen, before the first byte and after the last.
     *
     * <p>A normal return is the proof that everything was copied, and that it is the content of this very file. After a
     * fault, what was written counts for nothing.
     *
     * @param file the file as it was looked up
     * @param to takes the content; is not closed
     * @throws java.nio.file.NoSuchFileException if it is not there
     * @throws FileChangedException if another file has its name, or it changed while it was read
     * @throws IOException if it cannot be read to its end, or the content cannot be written
     */
    void copy(StoredFile file, OutputStream to) throws IOException;
}
