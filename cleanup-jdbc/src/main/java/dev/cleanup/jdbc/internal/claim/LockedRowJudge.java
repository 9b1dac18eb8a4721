package dev.cleanup.jdbc.internal.claim;

import dev.cleanup.jdbc.internal.record.RowResult;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges rows that were read under their locks. Immutable.
 *
 * @param order how
 * @param locked the rows that are locked
 * @param rows what was read once they were
 */
record LockedRowJudge(ClaimRequest order, Set<Owner> locked, Map<Owner, List<RowResult>> rows) {

    /** The record as it stands under its lock, if it could be read. */
    Optional<RecordFacts> record(Owner owner) {
        List<RowResult> found = rows.getOrDefault(owner, List.of());
        return found.size() == 1 && found.get(0) instanceof RowResult.Read read
                ? Optional.of(read.record())
                : Optional.empty();
    }

    /** What stands in the way of a record. */
    Optional<Outcome> hindrance(RecordFacts before) {
        Owner owner = before.owner();
        if (!locked.contains(owner)) {
            return Optional.of(new Outcome.AlreadyGone());
        }
        List<RowResult> found = rows.getOrDefault(owner, List.of());
        if (found.size() != 1) {
            return Optional.of(changed(
                    found.isEmpty()
                            ? "its query does not find it any more"
                            : "its query finds it " + found.size() + " times, and nobody can say which is meant"));
        }
        return found.get(0) instanceof RowResult.Read read
                ? hindrance(before, read)
                : Optional.of(new Outcome.Failed(((RowResult.Unreadable) found.get(0)).failure()));
    }

    private Optional<Outcome> hindrance(RecordFacts before, RowResult.Read now) {
        if (!now.record().retiredOwners().equals(before.retiredOwners())) {
            return Optional.of(changed("other records end with it than when it was found"));
        }
        if (now.use() != null) {
            return Optional.of(Outcome.kept(Reason.Kind.IN_USE, "in use by " + now.use()));
        }
        Decision decision = order.judge().apply(now.record());
        return decision.removes() ? Optional.empty() : Optional.of(new Outcome.Kept(decision.reason()));
    }

    private static Outcome changed(String text) {
        return Outcome.kept(Reason.Kind.CHANGED, text);
    }
}
