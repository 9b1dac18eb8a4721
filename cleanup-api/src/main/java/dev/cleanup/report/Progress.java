package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * How far a run has come. Immutable.
 *
 * @param task the task at work
 * @param phase the stretch it is on
 * @param done items done on this stretch
 * @param total items on this stretch in all, where that is known
 */
public record Progress(String task, Phase phase, long done, OptionalLong total) {

    /** Checks that all parts are there. */
    public Progress {
        requireNonNull(task, "task");
        requireNonNull(phase, "phase");
        requireNonNull(total, "total");
    }
}
