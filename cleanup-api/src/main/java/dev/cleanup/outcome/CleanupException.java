package dev.cleanup.outcome;

import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that say "this could not be found out".
 *
 * <p>Sources and storages throw one of its subclasses; a run turns it into an outcome of its report. An expected
 * result (a file that is gone, a record that is no longer due) is never an exception but an {@link Outcome}.
 */
public abstract class CleanupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, with which value, why it matters and what to do
     * @param cause the underlying fault, or null where there is none
     */
    protected CleanupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
