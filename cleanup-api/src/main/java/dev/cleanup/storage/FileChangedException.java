package dev.cleanup.storage;

import java.io.IOException;

/** Thrown when a name leads to another file than the one that was seen, or the file changed while it was read. */
public final class FileChangedException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param key the file's name
     * @param difference what is different, one phrase
     */
    public FileChangedException(FileKey key, String difference) {
        super(key + " is not the file that was seen: " + difference);
    }
}
