package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Failure;
import java.util.List;

/** How a task ended, in a plan or in a run. Immutable. */
public sealed interface TaskOutcome {

    /** Everything that was to be done was done. */
    record Completed() implements TaskOutcome {}

    /** The task went to its end, and some items failed or are unknown. */
    record CompletedWithFailures() implements TaskOutcome {}

    /**
     * Guards stopped the task before its first removal.
     *
     * @param refusals what each of them saw, at least one
     */
    record Refused(List<Refusal> refusals) implements TaskOutcome {
        /**
         * Copies the refusals.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Refused {
            refusals = List.copyOf(refusals);
            if (refusals.isEmpty()) {
                throw new IllegalArgumentException("refusals ([]) must not be empty: a refusal says why");
            }
        }
    }

    /**
     * The task was not begun.
     *
     * @param why the cause, one phrase
     */
    record Skipped(String why) implements TaskOutcome {
        /** Checks the cause. */
        public Skipped {
            requireNonNull(why, "why");
        }
    }

    /**
     * The task was ended between two items; what is left over comes next time.
     *
     * @param why the cause, one phrase, such as {@code deadline reached}
     */
    record Stopped(String why) implements TaskOutcome {
        /** Checks the cause. */
        public Stopped {
            requireNonNull(why, "why");
        }
    }

    /**
     * Something that the task depends on could not be found out; nothing was removed from then on.
     *
     * @param failure what went wrong
     */
    record Failed(Failure failure) implements TaskOutcome {
        /** Checks the failure. */
        public Failed {
            requireNonNull(failure, "failure");
        }
    }

    /**
     * Whether the task did all that it was to do.
     *
     * @return true for {@link Completed} alone
     */
    default boolean isSuccess() {
        return this instanceof Completed;
    }
}
