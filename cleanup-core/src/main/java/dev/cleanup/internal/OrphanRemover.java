package dev.cleanup.internal;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Walks the condemned files of one task in batches: second look, then removal. */
final class OrphanRemover {

    /** Files are removed in batches of this size; between two batches a run can be stopped. */
    static final int BATCH = 100;

    private final StorageTarget storage;
    private final CandidateLook secondLook;
    private final Halt halt;
    private final Events events;
    private final Draft draft;
    private final TaskLog log;

    OrphanRemover(StorageTarget storage, CandidateLook secondLook, Halt halt, Events events, Draft draft, TaskLog log) {
        this.storage = storage;
        this.secondLook = secondLook;
        this.halt = halt;
        this.events = events;
        this.draft = draft;
        this.log = log;
    }

    /** Removes what may go; whatever ends the task early leaves the rest over. */
    TaskOutcome remove() {
        List<PlannedItem> items = draft.items();
        int done = 0;
        try {
            while (done < items.size()) {
                halt.check();
                storage.verify();
                secondLook.refresh(Phase.SECOND_LOOK);
                int to = Math.min(items.size(), done + BATCH);
                List<PlannedItem> batch = items.subList(done, to);
                done = to;
                remove(batch);
                events.progress(draft.task().name(), Phase.REMOVING, done, OptionalLong.of(items.size()));
            }
            return log.ended();
        } catch (Halt.HaltedException halted) {
            return new TaskOutcome.Stopped(String.valueOf(halted.getMessage()));
        } catch (RuntimeException fault) {
            return new TaskOutcome.Failed(Failure.of(fault));
        } finally {
            items.subList(done, items.size()).forEach(this::leaveOver);
        }
    }

    private void remove(List<PlannedItem> items) {
        Map<StoredFile, Reason> batch = new LinkedHashMap<>();
        for (PlannedItem item : items) {
            item.files().forEach(file -> keepOr(file, item.reason(), batch));
        }
        StrictRemoval.outcomes(List.copyOf(batch.keySet()), sink -> storage.remove(List.copyOf(batch.keySet()), sink))
                .forEach((file, outcome) -> log.file(file, requireNonNull(batch.get(file)), outcome));
    }

    private void keepOr(StoredFile file, Reason reason, Map<StoredFile, Reason> batch) {
        Optional<Owner> owner = secondLook.ownerOf(file.key());
        if (owner.isPresent()) {
            log.file(file, reason, keptFor(owner.get()));
        } else {
            batch.put(file, reason);
        }
    }

    private static Outcome keptFor(Owner owner) {
        return Outcome.kept(Reason.Kind.REFERENCE, "referenced by " + owner + " since it was judged");
    }

    private void leaveOver(PlannedItem item) {
        item.files().forEach(file -> log.file(file, item.reason(), new Outcome.LeftOver()));
    }
}
