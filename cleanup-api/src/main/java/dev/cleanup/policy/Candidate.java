package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Facts;

/**
 * An item that a policy allows to go, as a selection sees it. Immutable.
 *
 * @param id names the item, unique within the task; ties in any order are broken by it
 * @param facts what is known of the item
 * @param bytes what its files hold together, in logical bytes
 */
public record Candidate(String id, Facts facts, long bytes) {

    /** Checks the parts. */
    public Candidate {
        requireNonNull(id, "id");
        requireNonNull(facts, "facts");
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes (" + bytes + ") of " + id + " must not be negative");
        }
    }
}
