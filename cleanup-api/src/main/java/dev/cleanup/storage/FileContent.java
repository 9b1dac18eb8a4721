package dev.cleanup.storage;

import java.io.IOException;
import java.io.OutputStream;

/** The content of a file that is to be stored. */
@FunctionalInterface
public interface FileContent {

    /**
     * Writes all of it.
     *
     * @param to takes the content; is not closed
     * @throws IOException if it cannot be had, or not be written
     */
    void writeTo(OutputStream to) throws IOException;
}
