package dev.cleanup.storage;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.CleanupException;
import org.jspecify.annotations.Nullable;

/** Thrown when a storage as a whole cannot be used: missing, replaced by another, or out of reach. */
public final class StorageUnavailableException extends CleanupException {

    private static final long serialVersionUID = 1L;

    private final String storage;

    /**
     * Creates the exception.
     *
     * @param storage the id of the storage
     * @param message what is wrong, why it matters and what to do
     * @param cause the underlying fault, or null where there is none
     */
    public StorageUnavailableException(String storage, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.storage = requireNonNull(storage, "storage");
    }

    /**
     * The storage that cannot be used.
     *
     * @return its id
     */
    public String storage() {
        return storage;
    }
}
