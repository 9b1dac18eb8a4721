package dev.cleanup.internal.plan;

import dev.cleanup.internal.context.EventPublisher;
import dev.cleanup.internal.context.ProgressThrottle;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
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
final class DueRecordCollector implements RecordSink {

    private static final Reason TAKEN_OVER =
            new Reason(Reason.Kind.CUSTOM, "claimed by an earlier run that did not come to its end");

    private final TaskDraft draft;
    private final TakenItems taken;
    private final RunContext walk;
    private final ProgressThrottle pulse;
    private final Set<Owner> seen = new HashSet<>();
    private final Map<RecordFacts, Reason> due = new LinkedHashMap<>();

    DueRecordCollector(TaskDraft draft, TakenItems taken, RunContext walk) {
        this.draft = draft;
        this.taken = taken;
        this.walk = walk;
        this.pulse = walk.events().pulse();
    }

    @Override
    public void found(RecordFacts record) {
        if (pulse.beats() || found() % EventPublisher.STEP == 0) {
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
        StopCondition.checkInterruption();
        draft.sights().sawFailedRecord(owner, failure);
    }

    /** The records that are due, with the reasons, in the order in which they were found. */
    Map<RecordFacts, Reason> due() {
        return due;
    }

    /** The owners that end with the records that are due. */
    Set<Owner> retired() {
        Set<Owner> retired = new HashSet<>();
        due.keySet().forEach(record -> retired.addAll(record.retiredOwners()));
        return retired;
    }
}
