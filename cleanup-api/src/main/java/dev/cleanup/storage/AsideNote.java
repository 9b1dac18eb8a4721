package dev.cleanup.storage;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What is remembered with a batch of files that are set aside. Immutable.
 *
 * @param run the id of the run that did it
 * @param task the name of the task that condemned them
 * @param at when it was done, by the composed clock
 * @param due from when on they may be purged
 */
public record AsideNote(String run, String task, Instant at, Instant due) {

    /** Checks that all parts are there. */
    public AsideNote {
        requireNonNull(run, "run");
        requireNonNull(task, "task");
        requireNonNull(at, "at");
        requireNonNull(due, "due");
    }
}
