package dev.cleanup.testkit.fake;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.Claim;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a run may rightly know of a fake source: what it was given since it began. Safe for use by several threads. */
final class ClaimProtocol {

    private final Set<Owner> found = new HashSet<>();
    private final Set<Claim> handedOut = new HashSet<>();

    synchronized void found(Owner owner) {
        found.add(owner);
    }

    synchronized void handOut(Claim claim) {
        handedOut.add(claim);
    }

    synchronized void forget() {
        found.clear();
        handedOut.clear();
    }

    synchronized void requireFound(Owner owner) {
        if (!found.contains(owner)) {
            throw new AssertionError(
                    "record (" + owner + ") was never found in this run: only what find(..) delivered may"
                            + " be claimed. Pass on the RecordFacts from RecordSink.found(..)");
        }
    }

    void requireSupported(boolean supported, Settlement settlement) {
        if (!supported) {
            throw new AssertionError(
                    "settlement (" + settlement + ") is not supported: a record marked for it could never"
                            + " be settled. Ask supports(..) when the task is composed");
        }
    }

    synchronized void requireOpen(Claim claim, boolean open) {
        if (!open) {
            throw new AssertionError(
                    "claim (" + claim.token() + ") of " + claim.record().owner() + " is not open: it was"
                            + " settled, released or not confirmed, or never made. Drop a claim once its fate is known");
        }
        if (!handedOut.contains(claim)) {
            throw new AssertionError(
                    "claim (" + claim.token() + ") of " + claim.record().owner() + " is not known to this"
                            + " run: it belongs to one that died. Take over what unsettled(..) delivers");
        }
    }

    /** Files may stay on purpose, all of them; if they are to go, each must be known to be gone or to be kept. */
    void requireGone(SettlementRequest removal) {
        Owner owner = removal.claim().record().owner();
        for (FileKey key : removal.files().isEmpty()
                ? List.<FileKey>of()
                : removal.claim().record().files()) {
            Outcome outcome = removal.files().get(key);
            if (outcome == null || isStillThere(outcome)) {
                throw new AssertionError("file (" + key + ") of " + owner + " is not known to be gone (" + outcome
                        + "), so its record must not be settled: it would name no owner for the file. Release it");
            }
        }
    }

    private static boolean isStillThere(Outcome outcome) {
        return outcome instanceof Outcome.Failed
                || outcome instanceof Outcome.Unknown
                || outcome instanceof Outcome.NotReached
                || outcome instanceof Outcome.Restored;
    }
}
