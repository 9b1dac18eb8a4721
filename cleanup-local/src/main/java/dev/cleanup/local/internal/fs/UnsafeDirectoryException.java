package dev.cleanup.local.internal.fs;

import java.io.IOException;

/** Says that something on the way to a file is not the plain folder inside the storage that it must be. */
public final class UnsafeDirectoryException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String why;

    UnsafeDirectoryException(String why) {
        super(why);
        this.why = why;
    }

    public String why() {
        return why;
    }
}
