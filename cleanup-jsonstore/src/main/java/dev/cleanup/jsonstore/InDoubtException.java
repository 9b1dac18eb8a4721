package dev.cleanup.jsonstore;

import java.io.IOException;

/** Thrown when a file was replaced, and nobody can say whether that survives a loss of power. */
final class InDoubtException extends IOException {

    private static final long serialVersionUID = 1L;

    InDoubtException(String message, Throwable cause) {
        super(message, cause);
    }
}
