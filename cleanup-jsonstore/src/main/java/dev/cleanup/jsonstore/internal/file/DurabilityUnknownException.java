package dev.cleanup.jsonstore.internal.file;

import java.io.IOException;

/** Thrown when a file was replaced, and nobody can say whether that survives a loss of power. */
public final class DurabilityUnknownException extends IOException {

    private static final long serialVersionUID = 1L;

    DurabilityUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
