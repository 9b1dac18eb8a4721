package dev.cleanup.jdbc;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Policies;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordSource;
import dev.cleanup.reference.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a search delivers. */
public final class Found implements RecordSink {

    /** A rule that no source can push down. */
    public static final ItemPolicy ANYTHING =
            Policies.custom("anything", Set.of(), (facts, now) -> Decision.remove(Reason.Kind.CUSTOM, "any"));

    public final List<RecordFacts> records = new ArrayList<>();
    public final List<Failure> failures = new ArrayList<>();

    public static Found in(RecordSource source, ItemPolicy policy, Instant now) {
        Found found = new Found();
        source.find(policy, now, found);
        return found;
    }

    /** All records of which each could be read. */
    static List<RecordFacts> by(RecordSource source, Instant now) {
        Found found = in(source, ANYTHING, now);
        if (!found.failures.isEmpty()) {
            throw new AssertionError(found.failures);
        }
        return found.records;
    }

    @Override
    public void found(RecordFacts record) {
        records.add(record);
    }

    @Override
    public void unreadable(Owner owner, Failure failure) {
        failures.add(failure);
    }
}
