package dev.cleanup.internal.remove;

import static java.util.Objects.requireNonNull;

import dev.cleanup.guard.Evidence;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.plan.TaskDraft;
import dev.cleanup.internal.reference.ReferenceRecheck;
import dev.cleanup.internal.report.TaskReportBuilder;
import dev.cleanup.internal.storage.FileRemoval;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.StoredFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Walks the condemned files of one task in batches: second look, then removal. */
public final class OrphanRemover {

    private final RunContext walk;
    private final ReferenceRecheck secondLook;
    private final TaskDraft draft;
    private final TaskReportBuilder log;
    private final FileDisposer disposer;
    private final RemovalQueue queue;

    public OrphanRemover(RunContext walk, ReferenceRecheck secondLook, TaskDraft draft, TaskReportBuilder log) {
        this.walk = walk;
        this.secondLook = secondLook;
        this.draft = draft;
        this.log = log;
        this.disposer = new FileDisposer(walk, draft.task());
        this.queue = new RemovalQueue(walk, draft, log);
    }

    /** Removes what may go; whatever ends the task early leaves the rest over. */
    public TaskOutcome remove() {
        List<PlannedItem> inHand = List.of();
        try {
            while (queue.hasNext()) {
                walk.halt().check();
                long done = queue.taken();
                inHand = queue.next(disposer.batchSize());
                if (inHand.isEmpty()) {
                    continue;
                }
                prepare(inHand);
                walk.halt().check();
                walk.storage().verify();
                List<Refusal> refusals = secondLook.refresh(Phase.SECOND_LOOK) ? refusals() : List.of();
                if (!refusals.isEmpty()) {
                    return new TaskOutcome.Refused(refusals);
                }
                progress(done);
                List<PlannedItem> batch = inHand;
                inHand = List.of();
                remove(batch);
                progress(queue.taken());
            }
            return queue.overBudget().<TaskOutcome>map(TaskOutcome.Stopped::new).orElseGet(log::ended);
        } catch (Throwable thrown) {
            return StopCondition.outcomeOf(thrown);
        } finally {
            inHand.forEach(queue::leaveOver);
            queue.leaveOver();
        }
    }

    private void progress(long done) {
        walk.events().progress(draft.task().name(), Phase.REMOVING, done, OptionalLong.of(queue.size()));
    }

    private void prepare(List<PlannedItem> items) {
        disposer.prepare(items.stream()
                .flatMap(item -> item.files().stream().map(file -> new FileRemoval(file, item.reason(), Set.of())))
                .toList());
    }

    private void remove(List<PlannedItem> items) {
        Map<StoredFile, FileRemoval> batch = new LinkedHashMap<>();
        for (PlannedItem item : items) {
            item.files().forEach(file -> keepOr(file, item.reason(), batch));
        }
        disposer.dispose(List.copyOf(batch.values()))
                .forEach((file, outcome) ->
                        log.file(file, requireNonNull(batch.get(file)).reason(), outcome));
    }

    private void keepOr(StoredFile file, Reason reason, Map<StoredFile, FileRemoval> batch) {
        Optional<Owner> owner = secondLook.ownerOf(file.key());
        if (owner.isPresent()) {
            draft.ripeness().ifPresent(sightings -> sightings.strike(file));
            log.file(file, reason, keptFor(owner.get()));
        } else {
            batch.put(file, new FileRemoval(file, reason, Set.of()));
        }
    }

    private static Outcome keptFor(Owner owner) {
        return Outcome.kept(Reason.Kind.REFERENCE, "referenced by " + owner + " since it was judged");
    }

    /** What the guards say of the references by now that nobody can approve, such as a value that cannot be mapped. */
    private List<Refusal> refusals() {
        Evidence evidence = draft.evidence(secondLook.counts(), secondLook.faults(), Evidence.StorageState.HOLDS_FILES);
        return draft.task().guards().stream()
                .map(guard -> guard.check(evidence))
                .flatMap(Optional::stream)
                .filter(refusal -> refusal.way() == Refusal.Remedy.FIX)
                .toList();
    }
}
