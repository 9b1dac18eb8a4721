package dev.cleanup.outcome;

import static java.util.Objects.requireNonNull;

/**
 * What became of one item. Every item that a run takes in hand gets exactly one.
 *
 * <p>Immutable. Deleted, already gone and unknown are three different things: only what was confirmed counts as
 * {@link Deleted}.
 */
public sealed interface Outcome {

    /** The planned file was verified and removed, and with it every way back. */
    record Deleted() implements Outcome {}

    /**
     * The planned file was verified and lies in quarantine; it can be put back.
     *
     * @param id names the file in the quarantine
     */
    record Quarantined(String id) implements Outcome {
        /** Checks the id. */
        public Quarantined {
            requireNonNull(id, "id");
        }
    }

    /**
     * A verified copy lies in an archive, and the file was removed.
     *
     * @param location where the copy lies, in the archive's own terms
     */
    record Archived(String location) implements Outcome {
        /** Checks the location. */
        public Archived {
            requireNonNull(location, "location");
        }
    }

    /** A file that was set aside lies at its old place again. */
    record Restored() implements Outcome {}

    /** The record reached the end state that its task asks for. */
    record Settled() implements Outcome {}

    /** The file was not there any more; somebody else removed it. */
    record AlreadyGone() implements Outcome {}

    /**
     * The item stays, on purpose.
     *
     * @param reason what protects it
     */
    record Kept(Reason reason) implements Outcome {
        /** Checks the reason. */
        public Kept {
            requireNonNull(reason, "reason");
        }
    }

    /**
     * The item was to go and is still there.
     *
     * @param failure what went wrong
     */
    record Failed(Failure failure) implements Outcome {
        /** Checks the failure. */
        public Failed {
            requireNonNull(failure, "failure");
        }
    }

    /**
     * Nobody can say whether the item is still there: the answer got lost.
     *
     * @param failure what went wrong
     */
    record Unknown(Failure failure) implements Outcome {
        /** Checks the failure. */
        public Unknown {
            requireNonNull(failure, "failure");
        }
    }

    /** The item was planned but not reached before the run ended; it comes next time. */
    record NotReached() implements Outcome {}

    /**
     * The outcome of an item that stays.
     *
     * @param kind what sort of fact protects it
     * @param text the evidence
     * @return that it was kept
     */
    static Outcome kept(Reason.Kind kind, String text) {
        return new Kept(new Reason(kind, text));
    }

    /**
     * The outcome of an item that could not be removed.
     *
     * @param fault what was thrown
     * @return that it failed
     */
    static Outcome failed(Throwable fault) {
        return new Failed(Failure.of(fault));
    }

    /**
     * The outcome of an item of which nobody can say whether it is there.
     *
     * @param fault what was thrown
     * @return that it is unknown
     */
    static Outcome unknown(Throwable fault) {
        return new Unknown(Failure.of(fault));
    }
}
