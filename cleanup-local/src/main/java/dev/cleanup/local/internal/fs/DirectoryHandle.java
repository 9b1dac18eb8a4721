package dev.cleanup.local.internal.fs;

import java.nio.file.Path;

/** An open directory. What it is made of is known to the system operations that opened it. */
public interface DirectoryHandle extends AutoCloseable {

    /** How it was reached, for what cannot be asked relative to it. */
    Path path();

    /** Closes it. Nothing was written through it, so that a failure to close it says nothing. */
    @Override
    void close();
}
