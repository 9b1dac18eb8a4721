package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Judges the records that a source finds, and keeps those that are due. */
final class DueRecords implements RecordSink {

    private static final Reason TAKEN_OVER =
            new Reason(Reason.Kind.HOST, "claimed by an earlier run that did not come to its end");

    private final Draft draft;
    private final Taken taken;
    private final Walk walk;
    private final Pulse pulse;
    private final Set<Owner> seen = new HashSet<>();
    private final Map<RecordFacts, Reason> due = new LinkedHashMap<>();

    DueRecords(Draft draft, Taken taken, Walk walk) {
        this.draft = draft;
        this.taken = taken;
        this.walk = walk;
        this.pulse = walk.events().pulse();
    }

    @Override
    public void found(RecordFacts record) {
        if (pulse.beats() || found() % Events.STEP == 0) {
            walk.halt().check();
            walk.events().progress(draft.task().name(), Phase.FINDING_RECORDS, found(), OptionalLong.empty());
        }
        if (!seen.add(record.owner())) {
            return;
        }
        draft.sights().sawRecord();
        Decision decision = draft.task().policy().judge(record, walk.now());
        if (!decision.removes()) {
            draft.sights().spare(decision.reason().kind());
        } else if (taken.has(record.owner())) {
            draft.sights().spare(Reason.Kind.OTHER_TASK);
        } else {
            due.put(record, decision.reason());
        }
    }

    /** How many records were found so far. */
    long found() {
        return draft.sights().seen().records();
    }

    /** A record that a dead run has claimed; false if an earlier task takes it. */
    boolean takeOver(RecordFacts record) {
        if (taken.has(record.owner()) || !seen.add(record.owner())) {
            return false;
        }
        draft.sights().sawRecord();
        due.put(record, TAKEN_OVER);
        return true;
    }

    @Override
    public void unreadable(Owner owner, Failure failure) {
        Halt.checkInterruption();
        draft.sights().sawFailedRecord(owner, failure);
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
