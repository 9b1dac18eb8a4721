package dev.cleanup.storage;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;

/**
 * What is remembered with a file that is set aside. Immutable.
 *
 * @param cleanup the name of the composition that did it
 * @param run the id of its run
 * @param task the name of the task that condemned it
 * @param at when it was done, by the composed clock
 * @param due from when on it may be purged
 * @param retired who named the file and was claimed for this very removal, in words of whoever sets it aside: that they
 *     name it still is no reason to put it back
 */
public record QuarantineNote(String cleanup, String run, String task, Instant at, Instant due, Set<String> retired) {

    /** Copies the set. */
    public QuarantineNote {
        requireNonNull(cleanup, "cleanup");
        requireNonNull(run, "run");
        requireNonNull(task, "task");
        requireNonNull(at, "at");
        requireNonNull(due, "due");
        retired = Set.copyOf(retired);
    }
}
