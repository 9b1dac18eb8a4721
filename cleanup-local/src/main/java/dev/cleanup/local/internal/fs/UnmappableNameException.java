package dev.cleanup.local.internal.fs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says that a name cannot be turned into the bytes of a file name, so that nobody can ask for the file. */
public final class UnmappableNameException extends IOException {

    private static final long serialVersionUID = 1L;

    UnmappableNameException(String name, @Nullable Throwable cause) {
        super(
                "name (" + name + ") cannot be written in " + FileNameEncoding.name()
                        + ", the encoding of file names in this JVM, so nobody can say whether the file exists; "
                        + FileNameEncoding.REMEDY,
                cause);
    }
}
