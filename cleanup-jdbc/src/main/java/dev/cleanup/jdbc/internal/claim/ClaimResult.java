package dev.cleanup.jdbc.internal.claim;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.reference.Owner;

/** What came of a record that was to be claimed or confirmed. Immutable. */
public sealed interface ClaimResult {

    void deliver(Owner owner, ClaimSink sink);

    /** It is marked. */
    record Claimed(Claim claim) implements ClaimResult {
        @Override
        public void deliver(Owner owner, ClaimSink sink) {
            sink.claimed(claim);
        }
    }

    /** It is not, or not any more. */
    record Refused(Outcome outcome) implements ClaimResult {
        @Override
        public void deliver(Owner owner, ClaimSink sink) {
            sink.notClaimed(owner, outcome);
        }
    }
}
