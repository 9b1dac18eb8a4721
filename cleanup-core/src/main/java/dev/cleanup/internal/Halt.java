package dev.cleanup.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Says between two items whether a run must end: its deadline was reached, or its thread interrupted. */
final class Halt {

    /** Ends a listing or a read from within its sink. */
    static final class HaltedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HaltedException(String why) {
            super(why, null, false, false);
        }
    }

    private final InstantSource clock;
    private final Optional<Instant> deadline;

    Halt(InstantSource clock, Optional<Instant> deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    /** Why to end now; empty to go on. Leaves the interruption set. */
    Optional<String> reason() {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of("interrupted");
        }
        return deadline.filter(end -> !clock.instant().isBefore(end)).map(end -> "deadline " + end + " reached");
    }

    /** Throws if the run must end. */
    void check() {
        reason().ifPresent(why -> {
            throw new HaltedException(why);
        });
    }
}
