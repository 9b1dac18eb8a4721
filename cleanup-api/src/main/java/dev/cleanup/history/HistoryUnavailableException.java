package dev.cleanup.history;

import dev.cleanup.outcome.CleanupException;
import org.jspecify.annotations.Nullable;

/** Thrown when a history or a ledger cannot be read or written. */
public final class HistoryUnavailableException extends CleanupException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, why it matters and what to do
     * @param cause the underlying fault, or null where there is none
     */
    public HistoryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
