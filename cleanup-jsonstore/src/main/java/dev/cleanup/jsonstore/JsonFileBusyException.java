package dev.cleanup.jsonstore;

import dev.cleanup.outcome.CleanupException;
import org.jspecify.annotations.Nullable;

/** Thrown when somebody else held the lock of a JSON file for longer than the caller waits. */
public final class JsonFileBusyException extends CleanupException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     *
     * @param message which file is locked, for how long, and what to do
     * @param cause what ended the waiting; null where time did
     */
    public JsonFileBusyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
