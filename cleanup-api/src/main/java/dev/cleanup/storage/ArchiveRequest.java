package dev.cleanup.storage;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Reason;
import java.time.Instant;

/**
 * A file that is to be archived, and what is remembered with it. Immutable.
 *
 * @param file the file as it was looked up
 * @param reason why it is to go
 * @param cleanup the name of the composition
 * @param run the id of its run
 * @param task the name of the task that condemned it
 * @param at the instant of the run, by the composed clock
 */
public record ArchiveRequest(StoredFile file, Reason reason, String cleanup, String run, String task, Instant at) {

    /** Checks that all parts are there. */
    public ArchiveRequest {
        requireNonNull(file, "file");
        requireNonNull(reason, "reason");
        requireNonNull(cleanup, "cleanup");
        requireNonNull(run, "run");
        requireNonNull(task, "task");
        requireNonNull(at, "at");
    }
}
