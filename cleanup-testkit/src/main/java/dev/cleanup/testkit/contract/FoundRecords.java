package dev.cleanup.testkit.contract;

import dev.cleanup.outcome.Failure;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordSource;
import dev.cleanup.reference.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The due records of one search, judged again. Confined to the thread that made the call, which it checks. */
final class FoundRecords implements RecordSink {

    private final ThreadConfinement caller = new ThreadConfinement();
    private final ItemPolicy due;
    private final Instant now;
    private final List<RecordFacts> records = new ArrayList<>();
    private final List<Owner> unreadable = new ArrayList<>();

    private FoundRecords(ItemPolicy due, Instant now) {
        this.due = due;
        this.now = now;
    }

    static FoundRecords in(RecordSource source, ItemPolicy due, Instant now) {
        FoundRecords found = new FoundRecords(due, now);
        source.find(due, now, found);
        return found;
    }

    /** A sink that throws at each call. */
    static RecordSink throwing(RuntimeException thrown) {
        return new RecordSink() {
            @Override
            public void found(RecordFacts record) {
                throw thrown;
            }

            @Override
            public void unreadable(Owner owner, Failure failure) {
                throw thrown;
            }
        };
    }

    List<RecordFacts> records() {
        return records;
    }

    List<Owner> owners() {
        return records.stream().map(RecordFacts::owner).toList();
    }

    List<Owner> unreadable() {
        return unreadable;
    }

    @Override
    public void found(RecordFacts record) {
        caller.require();
        if (due.judge(record, now).removes()) {
            records.add(record);
        }
    }

    @Override
    public void unreadable(Owner owner, Failure failure) {
        caller.require();
        unreadable.add(owner);
    }
}
