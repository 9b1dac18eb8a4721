package dev.cleanup.jsonstore;

import dev.cleanup.outcome.CleanupException;
import org.jspecify.annotations.Nullable;

/** Thrown when somebody else held the lock of a JSON file for longer than the caller waits. */
public final class JsonFileBusyException extends CleanupException {

    private static final long serialVersionUID = 1L;

    JsonFileBusyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
