package dev.cleanup.reference;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.CleanupException;
import org.jspecify.annotations.Nullable;

/** Thrown when a source cannot say which files are in use: its read failed, or ended before its end. */
public final class ReferencesUnavailableException extends CleanupException {

    private static final long serialVersionUID = 1L;

    private final String source;

    /**
     * Creates the exception.
     *
     * @param source the name of the source
     * @param message what failed, why it matters and what to do
     * @param cause the underlying fault, or null where there is none
     */
    public ReferencesUnavailableException(String source, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.source = requireNonNull(source, "source");
    }

    /**
     * The source that failed.
     *
     * @return its name
     */
    public String source() {
        return source;
    }
}
