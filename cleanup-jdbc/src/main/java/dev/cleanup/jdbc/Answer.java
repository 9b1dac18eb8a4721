package dev.cleanup.jdbc;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.reference.Owner;

/** What came of a record that was to be claimed or confirmed. Immutable. */
sealed interface Answer {

    void deliver(Owner owner, ClaimSink sink);

    /** It is marked. */
    record Claimed(Claim claim) implements Answer {
        @Override
        public void deliver(Owner owner, ClaimSink sink) {
            sink.claimed(claim);
        }
    }

    /** It is not, or not any more. */
    record Refused(Outcome outcome) implements Answer {
        @Override
        public void deliver(Owner owner, ClaimSink sink) {
            sink.notClaimed(owner, outcome);
        }
    }
}
