package dev.cleanup.local;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;

/**
 * An open directory as the operating system has it: it stays the same one whatever happens to its name.
 *
 * @param stream the descriptor
 * @param path how it was reached, for what cannot be asked relative to it
 */
record Handle(SecureDirectoryStream<Path> stream, Path path) implements AutoCloseable {

    /** Closes the descriptor. Nothing was written through it, so that a failure to close it says nothing. */
    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException nothingWasWritten) {
            return;
        }
    }
}
