package dev.cleanup.record;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.reference.Owner;

/** Takes what became of each record that was to be claimed. */
public interface ClaimSink {

    /**
     * The record is marked, and the mark is committed.
     *
     * @param claim the mark
     */
    void claimed(Claim claim);

    /**
     * The record is not marked.
     *
     * @param owner the record
     * @param outcome {@code Kept} where it is no longer due or in use; {@code AlreadyGone}; {@code Failed};
     *     {@code Unknown} for a commit in doubt
     */
    void notClaimed(Owner owner, Outcome outcome);
}
