package dev.cleanup.internal.query;

import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.FileFacts;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.plan.PlannedItems;
import dev.cleanup.internal.plan.TaskDraft;
import dev.cleanup.internal.reference.ReferenceSnapshot;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of items that a plan holds, and a fresh one does not, why they stay. */
public final class DroppedItems implements LookupSink {

    private final RunContext walk;
    private final TaskDraft draft;
    private final Optional<ReferenceSnapshot> references;
    private final TaskReportBuilder log;
    private final Map<FileKey, PlannedItem> files = new LinkedHashMap<>();

    public DroppedItems(
            RunContext walk, TaskDraft draft, Optional<ReferenceSnapshot> references, TaskReportBuilder log) {
        this.walk = walk;
        this.draft = draft;
        this.references = references;
        this.log = log;
    }

    public void explain(List<PlannedItem> items) {
        for (PlannedItem item : items) {
            if (item.record().isPresent()) {
                Outcome kept = Outcome.kept(
                        Reason.Kind.CHANGED, "it is not due any more, names other files, or goes by another task");
                log.record(item.record().get(), item.reason(), kept);
            } else {
                item.files().forEach(file -> files.put(file.key(), item));
            }
        }
        CheckedLookup.of(walk).lookUp(draft.task().name(), List.copyOf(files.keySet()), this);
    }

    /** What could not be explained any more is left over. */
    public void leaveRestOver() {
        files.values().forEach(item -> close(item, new Outcome.NotReached()));
        files.clear();
    }

    @Override
    public void found(StoredFile file) {
        Optional<PlannedItem> item = Optional.ofNullable(files.remove(file.key()));
        item.ifPresent(planned -> close(planned, outcome(planned, file)));
    }

    private Outcome outcome(PlannedItem planned, StoredFile file) {
        if (planned.files().stream().noneMatch(seen -> PlannedItems.isSame(seen, file))) {
            return Outcome.kept(Reason.Kind.CHANGED, "another file has its name by now");
        }
        if (references.filter(look -> look.isReferenced(file.key())).isPresent()) {
            return Outcome.kept(Reason.Kind.REFERENCE, "a reference names it by now");
        }
        if (references.filter(look -> look.isNearReference(file.key())).isPresent()) {
            return Outcome.kept(Reason.Kind.REFERENCE, "it equals a reference but for its spelling");
        }
        Optional<Reason> unripe = draft.unripe(file.key());
        if (unripe.isPresent()) {
            return new Outcome.Kept(unripe.get());
        }
        Decision decision = draft.task().policy().judge(new FileFacts(file, FactValue.absent()), walk.now());
        return decision.removes()
                ? Outcome.kept(Reason.Kind.SELECTION, "a fresh plan leaves it to another task, or does not choose it")
                : new Outcome.Kept(decision.reason());
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
        Optional.ofNullable(files.remove(key)).ifPresent(item -> close(item, outcome));
    }

    private void close(PlannedItem item, Outcome outcome) {
        item.files().forEach(file -> log.file(file, item.reason(), outcome));
    }
}
