package dev.cleanup.internal.remove;

import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.FileFacts;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.plan.TaskDraft;
import dev.cleanup.internal.plan.TrimmedItems;
import dev.cleanup.internal.report.TaskReportBuilder;
import dev.cleanup.internal.storage.CheckedLookup;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The condemned files of one task, batch by batch: those of which everything is known, then the surplus, of which each is
 * looked up and judged anew. What does not fit the budget is left over, and smaller ones go on. Not thread-safe.
 */
final class RemovalQueue {

    private final RunContext walk;
    private final TaskDraft draft;
    private final TaskReportBuilder log;
    private final Iterator<PlannedItem> known;
    private final Iterator<TrimmedItems.Trace> surplus;
    private final long size;
    private long taken;
    private Optional<String> overBudget = Optional.empty();

    RemovalQueue(RunContext walk, TaskDraft draft, TaskReportBuilder log) {
        this.walk = walk;
        this.draft = draft;
        this.log = log;
        this.known = draft.items().list().iterator();
        this.surplus = draft.items().surplus().iterator();
        this.size = draft.items().totals().items();
    }

    boolean hasNext() {
        return known.hasNext() || surplus.hasNext();
    }

    /** How many there were at first. */
    long size() {
        return size;
    }

    /** How many have been taken out. */
    long taken() {
        return taken;
    }

    /** What did not fit the budget, if anything. */
    Optional<String> overBudget() {
        return overBudget;
    }

    /** Takes at most so many out; none where none of them can go any more. Until the next call they are the caller's. */
    List<PlannedItem> next(int most) {
        List<PlannedItem> batch = new ArrayList<>();
        while (known.hasNext() && batch.size() < most) {
            taken++;
            addIfAffordable(known.next(), batch);
        }
        if (batch.isEmpty() && surplus.hasNext()) {
            revive(most, batch);
        }
        return batch;
    }

    private void addIfAffordable(PlannedItem item, List<PlannedItem> batch) {
        Optional<String> full = walk.halt().take(item.files().size(), item.bytes());
        if (full.isEmpty()) {
            batch.add(item);
        } else {
            overBudget = full;
            leaveOver(item);
        }
    }

    private void revive(int most, List<PlannedItem> batch) {
        Map<FileKey, TrimmedItems.Trace> traces = new LinkedHashMap<>();
        while (surplus.hasNext() && traces.size() < most) {
            taken++;
            TrimmedItems.Trace trace = surplus.next();
            Optional<String> full = walk.halt().full(1, trace.size());
            if (full.isEmpty()) {
                traces.put(trace.key(), trace);
            } else {
                overBudget = full;
                log.file(trace, new Outcome.NotReached());
            }
        }
        Revival revival = new Revival(traces);
        try {
            List<FileKey> keys = List.copyOf(traces.keySet());
            CheckedLookup.of(walk).ask(keys, revival);
            revival.items(keys).forEach(item -> addIfAffordable(item, batch));
        } catch (Throwable fault) {
            revival.revived.values().forEach(this::leaveOver);
            traces.values().forEach(trace -> log.file(trace, new Outcome.NotReached()));
            throw fault;
        }
    }

    /** Leaves over what was not taken out. */
    void leaveOver() {
        known.forEachRemaining(this::leaveOver);
        surplus.forEachRemaining(trace -> log.file(trace, new Outcome.NotReached()));
    }

    /** Leaves one over that was taken out. */
    void leaveOver(PlannedItem item) {
        item.files().forEach(file -> log.file(file, item.reason(), new Outcome.NotReached()));
    }

    /** Takes what the storage says by now of some files that were condemned. */
    private final class Revival implements LookupSink {
        private final Map<FileKey, TrimmedItems.Trace> traces;
        private final Map<FileKey, PlannedItem> revived = new HashMap<>();

        Revival(Map<FileKey, TrimmedItems.Trace> traces) {
            this.traces = traces;
        }

        /** What goes after all, in the order in which it was condemned: the budget may end in between. */
        List<PlannedItem> items(List<FileKey> order) {
            return order.stream()
                    .flatMap(key -> Optional.ofNullable(revived.get(key)).stream())
                    .toList();
        }

        @Override
        public void found(StoredFile file) {
            TrimmedItems.Trace trace = traces.get(file.key());
            if (trace != null && !draft.items().surplus().isSame(trace, file)) {
                close(file.key(), Outcome.kept(Reason.Kind.CHANGED, "another file has its name by now"));
            } else if (trace != null) {
                judge(file);
            }
        }

        private void judge(StoredFile file) {
            Decision decision = draft.task().policy().judge(new FileFacts(file, FactValue.absent()), walk.now());
            if (decision.removes()) {
                traces.remove(file.key());
                revived.put(file.key(), new PlannedItem(Optional.empty(), List.of(file), decision.reason()));
            } else {
                close(file.key(), new Outcome.Kept(decision.reason()));
            }
        }

        @Override
        public void absent(FileKey key) {
            close(key, new Outcome.AlreadyGone());
        }

        @Override
        public void unusable(FileKey key, String why) {
            close(key, Outcome.kept(Reason.Kind.CHANGED, why));
        }

        @Override
        public void unknown(FileKey key, Failure failure) {
            close(key, new Outcome.Failed(failure));
        }

        private void close(FileKey key, Outcome outcome) {
            TrimmedItems.Trace trace = traces.remove(key);
            if (trace != null) {
                log.file(trace, outcome);
            }
        }
    }
}
