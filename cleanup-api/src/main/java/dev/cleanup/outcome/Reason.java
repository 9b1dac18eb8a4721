package dev.cleanup.outcome;

import static java.util.Objects.requireNonNull;

/**
 * Why an item is removed, kept or undecided: a kind that code can test and a text that a person can read.
 *
 * <p>Immutable. The text names the fact that decided, with its value ("newest time 2026-01-01T00:00:00Z, 8 days ago").
 *
 * @param kind what sort of fact decided
 * @param text the evidence, one phrase without a full stop
 */
public record Reason(Kind kind, String text) {

    /** What sort of fact decided. The names are stable: stored plans and reports use them. */
    public enum Kind {
        /** Whether a reference names the file. */
        REFERENCE,
        /** The age of a file or the time of a record. */
        AGE,
        /** A record's status. */
        STATUS,
        /** A named attribute of a record. */
        ATTRIBUTE,
        /** Something uses the record now. */
        IN_USE,
        /** The name of a file or the folder it lies in. */
        NAME,
        /** The size of a file. */
        SIZE,
        /** Whether a record names files at all. */
        SHARED_FILE,
        /** Several facts together, none of which decided alone. */
        COMBINED,
        /** A rule of the host's own. */
        CUSTOM,
        /** A selection chose other items, or this one. */
        SELECTION,
        /** The item is not what was planned: another file of that name, another kind, a record no longer due. */
        CHANGED,
        /** A fact that was needed could not be found out. */
        UNREADABLE,
        /** Another task of the same run takes the item. */
        OTHER_TASK,
        /** Earlier runs have not seen the file as an orphan, or not for long enough. */
        NOT_CONFIRMED
    }

    /** Checks that both parts are there. */
    public Reason {
        requireNonNull(kind, "kind");
        requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return text;
    }
}
