package dev.cleanup.history;

import static java.util.Objects.requireNonNull;

/**
 * Whose sightings they are: those of one task of a cleanup over a storage. Immutable.
 *
 * @param storage the id of the storage
 * @param cleanup the name of the cleanup
 * @param task the name of the task
 */
public record SightingScope(String storage, String cleanup, String task) {

    /** Checks that all parts are there. */
    public SightingScope {
        requireNonNull(storage, "storage");
        requireNonNull(cleanup, "cleanup");
        requireNonNull(task, "task");
    }
}
