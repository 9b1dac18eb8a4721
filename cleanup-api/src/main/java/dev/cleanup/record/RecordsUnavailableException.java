package dev.cleanup.record;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.CleanupException;
import org.jspecify.annotations.Nullable;

/** Thrown when a source of records cannot be read as a whole. */
public final class RecordsUnavailableException extends CleanupException {

    private static final long serialVersionUID = 1L;

    private final String source;

    /**
     * Creates the exception.
     *
     * @param source the name of the source
     * @param message what failed, why it matters and what to do
     * @param cause the underlying fault, or null where there is none
     */
    public RecordsUnavailableException(String source, String message, @Nullable Throwable cause) {
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
