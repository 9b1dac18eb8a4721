package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.reference.Owner;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Judges the records that a source finds, and keeps those that are due. */
final class DueRecords implements RecordSink {

    private final Draft draft;
    private final Taken taken;
    private final Instant now;
    private final Halt halt;
    private final Set<Owner> seen = new HashSet<>();
    private final Map<RecordFacts, Reason> due = new LinkedHashMap<>();

    DueRecords(Draft draft, Taken taken, Instant now, Halt halt) {
        this.draft = draft;
        this.taken = taken;
        this.now = now;
        this.halt = halt;
    }

    @Override
    public void found(RecordFacts record) {
        halt.check();
        if (!seen.add(record.owner())) {
            return;
        }
        draft.sawRecord();
        Decision decision = draft.task().policy().judge(record, now);
        if (!decision.removes()) {
            draft.spare(decision.reason().kind());
        } else if (taken.has(record.owner())) {
            draft.spare(Reason.Kind.OTHER_TASK);
        } else {
            due.put(record, decision.reason());
        }
    }

    @Override
    public void unreadable(Owner owner, Failure failure) {
        draft.sawFailedRecord(owner, failure);
    }

    /** The records that are due, with the reasons, in the order in which they were found. */
    Map<RecordFacts, Reason> due() {
        return due;
    }

    /** The owners that end with the records that are due. */
    Set<Owner> retired() {
        Set<Owner> retired = new HashSet<>();
        due.keySet().forEach(record -> retired.addAll(record.retires()));
        return retired;
    }
}
