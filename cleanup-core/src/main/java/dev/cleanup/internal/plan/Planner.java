package dev.cleanup.internal.plan;

import dev.cleanup.guard.Evidence;
import dev.cleanup.guard.Guard;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.reference.ReferenceSnapshot;
import dev.cleanup.internal.storage.EmptinessProbe;
import dev.cleanup.internal.storage.KeyListing;
import dev.cleanup.outcome.Failure;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.support.LogSafeThrowable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first half of the way: drafts each task of a call, and has the guards look at it. Changes nothing anywhere. */
public final class Planner {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private final RunContext walk;
    private final Function<TaskDefinition, PlannedItems.Room> rooms;
    private final Consumer<TaskDraft> approval;
    private final TakenItems taken = new TakenItems();
    private final ReferenceSnapshot look;
    private Optional<ReferenceSnapshot.Result> firstLook = Optional.empty();

    /** Plans for who needs so many items in full. */
    public Planner(RunContext walk, PlannedItems.Room room) {
        this(walk, task -> room, draft -> {});
    }

    /** Lifts refusals that a person has approved before later tasks see what this one takes. */
    public Planner(RunContext walk, Function<TaskDefinition, PlannedItems.Room> rooms, Consumer<TaskDraft> approval) {
        this.walk = walk;
        this.rooms = rooms;
        this.approval = approval;
        this.look = new ReferenceSnapshot(walk.storage());
    }

    /** Drafts the tasks in their order; later ones see what earlier ones take. */
    public List<TaskDraft> drafts() {
        return drafts(task -> true);
    }

    /** Drafts those of the call's tasks that a plan holds. */
    public List<TaskDraft> drafts(Predicate<TaskDefinition> held) {
        List<TaskDraft> drafts = new ArrayList<>();
        for (TaskDefinition task : walk.composition().tasks()) {
            if (walk.call().includes(task) && held.test(task)) {
                TaskDraft draft = draft(task);
                approval.accept(draft);
                if (draft.isExecutable()) {
                    taken.add(draft);
                }
                drafts.add(draft);
            }
        }
        return drafts;
    }

    private TaskDraft draft(TaskDefinition task) {
        TaskDraft draft = new TaskDraft(task, walk.events(), room(task));
        try {
            walk.halt().check();
            if (!isAvailable(draft)) {
                return draft;
            }
            if (task instanceof TaskDefinition.Orphans) {
                draftOrphans(draft);
            } else if (task instanceof TaskDefinition.Records records) {
                draftRecords(records, draft);
            }
        } catch (Throwable thrown) {
            draft.stop(ended(task, thrown));
        }
        return draft;
    }

    private PlannedItems.Room room(TaskDefinition task) {
        boolean asksOfEach = task instanceof TaskDefinition.Orphans orphans
                && orphans.confirmedOrphanFor().isPresent();
        boolean isLookedThrough = task.guards().stream().anyMatch(Guard::looksAtItems);
        return asksOfEach || isLookedThrough ? PlannedItems.FOR_ALL : rooms.apply(task);
    }

    private boolean isAvailable(TaskDraft draft) {
        try {
            walk.storage().verify();
            return true;
        } catch (StorageUnavailableException fault) {
            StopCondition.checkInterruption();
            draft.refuse(unavailable(fault));
            return false;
        }
    }

    private TaskOutcome ended(TaskDefinition task, Throwable thrown) {
        TaskOutcome outcome = StopCondition.outcomeOf(thrown);
        if (outcome instanceof TaskOutcome.Failed) {
            LOG.warn(
                    "Task {} of cleanup {} could not be planned and removes nothing",
                    task.name(),
                    walk.composition().name(),
                    LogSafeThrowable.of(thrown));
        }
        return outcome;
    }

    private static Refusal unavailable(StorageUnavailableException fault) {
        return new Refusal(
                "storage-unavailable",
                String.valueOf(fault.getMessage()),
                List.of(),
                "Nothing was removed. Bring the storage back as it was composed, or compose anew.",
                Refusal.Remedy.FIX);
    }

    private void draftOrphans(TaskDraft draft) {
        OrphanSightings.of(walk, draft.task()).ifPresent(draft::ripenBy);
        try (KeyListing listing = beginListing()) {
            ReferenceSnapshot.Result result = firstLook(draft.task().name());
            if (result instanceof ReferenceSnapshot.Result.Failed failed) {
                draft.stop(new TaskOutcome.Failed(failed.failure()));
            } else if (result instanceof ReferenceSnapshot.Result.Halted halted) {
                draft.stop(new TaskOutcome.Stopped(halted.why()));
            } else if (result instanceof ReferenceSnapshot.Result.Complete complete) {
                Optional<SelectionInput> contenders = SelectionInput.of(draft.task(), walk);
                new OrphanPlanner(walk, draft, look, taken, contenders).plan(listing);
                choose(draft, contenders);
                draft.compareWith(PastRuns.of(walk, draft.task()));
                guard(draft, draft.evidence(complete.counts(), look, Evidence.StorageState.HOLDS_FILES));
                draft.ripeness().ifPresent(sightings -> sightings.spare(draft));
            }
        }
    }

    /** Only beside a read of references is there anything to gain from another thread. */
    private KeyListing beginListing() {
        Optional<Executor> other = firstLook.isEmpty() ? walk.composition().overlap() : Optional.empty();
        return KeyListing.begin(
                (ListableStorage) walk.storage(),
                other,
                look::fingerprint,
                walk.composition().clock());
    }

    private void draftRecords(TaskDefinition.Records task, TaskDraft draft) {
        new RecordPlanner(walk).plan(task, draft, taken);
        choose(draft, Optional.empty());
        ReferenceSnapshot none = new ReferenceSnapshot(walk.storage());
        guard(draft, draft.evidence(walk.reader().firstCounts(), none, storageState(draft)));
    }

    private Evidence.StorageState storageState(TaskDraft draft) {
        boolean suspicious = !draft.items().isEmpty() && draft.files().foundNone();
        return suspicious && walk.storage() instanceof ListableStorage listable && EmptinessProbe.of(listable)
                ? Evidence.StorageState.EMPTY
                : Evidence.StorageState.HOLDS_FILES;
    }

    /** Has all guards speak, so that nobody mends one fault only to meet the next; none where nothing would go. */
    private static void guard(TaskDraft draft, Evidence evidence) {
        if (draft.items().isEmpty()) {
            return;
        }
        draft.showed(evidence);
        for (Guard guard : draft.task().guards()) {
            guard.check(evidence).ifPresent(draft::refuse);
        }
    }

    private void choose(TaskDraft draft, Optional<SelectionInput> contenders) {
        draft.task().selection().ifPresent(rule -> new SelectionStep(walk).choose(draft, rule, taken, contenders));
    }

    /** Reads the references once for all tasks. */
    ReferenceSnapshot.Result firstLook(String task) {
        ReferenceSnapshot.Result result = firstLook.orElseGet(() -> readFirst(task));
        firstLook = Optional.of(result);
        return result;
    }

    /** The references, if a task had them read to their end. */
    public Optional<ReferenceSnapshot> completeLook() {
        return firstLook
                .filter(ReferenceSnapshot.Result.Complete.class::isInstance)
                .map(complete -> look);
    }

    private ReferenceSnapshot.Result readFirst(String task) {
        try {
            return new ReferenceSnapshot.Result.Complete(walk.reader().read(task, Phase.READING_REFERENCES, look));
        } catch (ReferencesUnavailableException fault) {
            LOG.warn("Without all references no file can be judged; nothing is removed", LogSafeThrowable.of(fault));
            return new ReferenceSnapshot.Result.Failed(Failure.of(fault));
        } catch (StopCondition.HaltedException halted) {
            return new ReferenceSnapshot.Result.Halted(halted.why());
        }
    }
}
