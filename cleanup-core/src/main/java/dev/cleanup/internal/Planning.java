package dev.cleanup.internal;

import dev.cleanup.guard.Evidence;
import dev.cleanup.guard.Guard;
import dev.cleanup.outcome.Failure;
import dev.cleanup.reference.ReferencesUnknownException;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.StorageUnavailableException;
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
final class Planning {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private final Walk walk;
    private final Function<TaskSpec, Items.Room> rooms;
    private final Consumer<Draft> approval;
    private final Taken taken = new Taken();
    private final FirstLook look;
    private Optional<FirstLook.Result> firstLook = Optional.empty();

    /** Plans for who needs so many items in full. */
    Planning(Walk walk, Items.Room room) {
        this(walk, task -> room, draft -> {});
    }

    /** Lifts refusals that a person has approved before later tasks see what this one takes. */
    Planning(Walk walk, Function<TaskSpec, Items.Room> rooms, Consumer<Draft> approval) {
        this.walk = walk;
        this.rooms = rooms;
        this.approval = approval;
        this.look = new FirstLook(walk.storage());
    }

    /** Drafts the tasks in their order; later ones see what earlier ones take. */
    List<Draft> drafts() {
        return drafts(task -> true);
    }

    /** Drafts those of the call's tasks that a plan holds. */
    List<Draft> drafts(Predicate<TaskSpec> held) {
        List<Draft> drafts = new ArrayList<>();
        for (TaskSpec task : walk.composition().tasks()) {
            if (walk.call().includes(task) && held.test(task)) {
                Draft draft = draft(task);
                approval.accept(draft);
                if (draft.isExecutable()) {
                    taken.add(draft);
                }
                drafts.add(draft);
            }
        }
        return drafts;
    }

    private Draft draft(TaskSpec task) {
        Draft draft = new Draft(task, walk.events(), room(task));
        try {
            walk.halt().check();
            if (!isAvailable(draft)) {
                return draft;
            }
            if (task instanceof TaskSpec.Orphans) {
                draftOrphans(draft);
            } else if (task instanceof TaskSpec.Records records) {
                draftRecords(records, draft);
            }
        } catch (Throwable thrown) {
            draft.stop(ended(task, thrown));
        }
        return draft;
    }

    private Items.Room room(TaskSpec task) {
        boolean asksOfEach = task instanceof TaskSpec.Orphans orphans
                && orphans.orphanedFor().isPresent();
        boolean isLookedThrough = task.guards().stream().anyMatch(Guard::looksAtItems);
        return asksOfEach || isLookedThrough ? Items.FOR_ALL : rooms.apply(task);
    }

    private boolean isAvailable(Draft draft) {
        try {
            walk.storage().verify();
            return true;
        } catch (StorageUnavailableException fault) {
            Halt.checkInterruption();
            draft.refuse(unavailable(fault));
            return false;
        }
    }

    private TaskOutcome ended(TaskSpec task, Throwable thrown) {
        TaskOutcome outcome = Halt.outcomeOf(thrown);
        if (outcome instanceof TaskOutcome.Failed) {
            LOG.warn(
                    "Task {} of cleanup {} could not be planned and removes nothing",
                    task.name(),
                    walk.composition().name(),
                    LoggedFault.of(thrown));
        }
        return outcome;
    }

    private static Refusal unavailable(StorageUnavailableException fault) {
        return new Refusal(
                "storage-unavailable",
                String.valueOf(fault.getMessage()),
                List.of(),
                "Nothing was removed. Bring the storage back as it was composed, or compose anew.",
                Refusal.Way.MEND);
    }

    private void draftOrphans(Draft draft) {
        Ripeness.of(walk, draft.task()).ifPresent(draft::ripenBy);
        try (Listing listing = beginListing()) {
            FirstLook.Result result = firstLook(draft.task().name());
            if (result instanceof FirstLook.Result.Failed failed) {
                draft.stop(new TaskOutcome.Failed(failed.failure()));
            } else if (result instanceof FirstLook.Result.Halted halted) {
                draft.stop(new TaskOutcome.Stopped(halted.why()));
            } else if (result instanceof FirstLook.Result.Complete complete) {
                Optional<Contenders> contenders = Contenders.of(draft.task(), walk);
                new OrphanPlanner(walk, draft, look, taken, contenders).plan(listing);
                choose(draft, contenders);
                draft.compareWith(EarlierRuns.of(walk, draft.task()));
                guard(draft, draft.evidence(complete.counts(), look, Evidence.StorageState.HOLDS_FILES));
                draft.ripeness().ifPresent(sightings -> sightings.spare(draft));
            }
        }
    }

    /** Only beside a read of references is there anything to gain from another thread. */
    private Listing beginListing() {
        Optional<Executor> other = firstLook.isEmpty() ? walk.composition().overlap() : Optional.empty();
        return Listing.begin(
                (ListableStorage) walk.storage(),
                other,
                look::fingerprint,
                walk.composition().clock());
    }

    private void draftRecords(TaskSpec.Records task, Draft draft) {
        new RecordPlanner(walk).plan(task, draft, taken);
        choose(draft, Optional.empty());
        FirstLook none = new FirstLook(walk.storage());
        guard(draft, draft.evidence(walk.reader().firstCounts(), none, storageState(draft)));
    }

    private Evidence.StorageState storageState(Draft draft) {
        boolean suspicious = !draft.items().isEmpty() && draft.files().foundNone();
        return suspicious && walk.storage() instanceof ListableStorage listable && Emptiness.of(listable)
                ? Evidence.StorageState.EMPTY
                : Evidence.StorageState.HOLDS_FILES;
    }

    /** Has all guards speak, so that nobody mends one fault only to meet the next; none where nothing would go. */
    private static void guard(Draft draft, Evidence evidence) {
        if (draft.items().isEmpty()) {
            return;
        }
        draft.showed(evidence);
        for (Guard guard : draft.task().guards()) {
            guard.check(evidence).ifPresent(draft::refuse);
        }
    }

    private void choose(Draft draft, Optional<Contenders> contenders) {
        draft.task().selection().ifPresent(rule -> new Chooser(walk).choose(draft, rule, taken, contenders));
    }

    /** Reads the references once for all tasks. */
    FirstLook.Result firstLook(String task) {
        FirstLook.Result result = firstLook.orElseGet(() -> readFirst(task));
        firstLook = Optional.of(result);
        return result;
    }

    /** The references, if a task had them read to their end. */
    Optional<FirstLook> completeLook() {
        return firstLook.filter(FirstLook.Result.Complete.class::isInstance).map(complete -> look);
    }

    private FirstLook.Result readFirst(String task) {
        try {
            return new FirstLook.Result.Complete(walk.reader().read(task, Phase.READING_REFERENCES, look));
        } catch (ReferencesUnknownException fault) {
            LOG.warn("Without all references no file can be judged; nothing is removed", LoggedFault.of(fault));
            return new FirstLook.Result.Failed(Failure.of(fault));
        } catch (Halt.HaltedException halted) {
            return new FirstLook.Result.Halted(halted.why());
        }
    }
}
