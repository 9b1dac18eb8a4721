package dev.cleanup.internal.plan;

import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.FileFacts;
import dev.cleanup.internal.compact.CompactFileList;
import dev.cleanup.internal.compact.FingerprintSet;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.storage.StorageUsageMeter;
import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.SelectionResult;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;

/**
 * The files that a task's policy allows to go, packed, until a selection has chosen among them; of those the policy, a pure
 * function, is asked once more for the reason. Where the selection asks what all files hold, each one is shown here. Not
 * thread-safe.
 */
final class SelectionInput {

    private final TaskDefinition task;
    private final Instant now;
    private final Optional<StorageUsageMeter> used;
    private final CompactFileList files = new CompactFileList();

    /** A storage may list a name twice. It counts once: by two, fewer others would be kept. */
    private final FingerprintSet met = new FingerprintSet();

    private SelectionInput(TaskDefinition task, Instant now, Optional<StorageUsageMeter> used) {
        this.task = task;
        this.now = now;
        this.used = used;
    }

    /** For a task that has a selection. */
    static Optional<SelectionInput> of(TaskDefinition task, RunContext walk) {
        return task.selection()
                .map(rule ->
                        new SelectionInput(task, walk.now(), StorageUsageMeter.askedForBy(rule, task.name(), walk)));
    }

    /** Whether the files that stay in any case are to be shown, too. */
    boolean countAll() {
        return used.isPresent();
    }

    /** A file that was listed, and is not looked up, as it stays in any case. */
    void passedOver(FileKey key) {
        used.filter(all -> met.add(key.path())).ifPresent(all -> all.lists(key));
    }

    /** A file that was looked up, whether it may go or not; false where it was met before. */
    boolean meet(StoredFile file) {
        boolean isNew = met.add(file.key().path());
        if (isNew) {
            used.ifPresent(all -> all.found(file));
        }
        return isNew;
    }

    /** What all files hold, where the selection asks for it. */
    Optional<StorageUsageMeter> used() {
        return used;
    }

    /** A file that may go. */
    void add(StoredFile file) {
        files.add(file);
    }

    /** As a selection sees them, each made when it is asked for. */
    List<Candidate> candidates() {
        return new AbstractList<>() {
            @Override
            public Candidate get(int index) {
                StoredFile file = files.get(index);
                return new Candidate(file.key().path(), factsOf(file), file.size());
            }

            @Override
            public int size() {
                return files.size();
            }
        };
    }

    private static FileFacts factsOf(StoredFile file) {
        return new FileFacts(file, FactValue.absent());
    }

    /** Gives what was chosen to a draft, in the order of the choice. */
    void giveChosen(SelectionResult choice, TaskDraft draft) {
        for (Candidate candidate : choice.chosen()) {
            if (candidate.facts() instanceof FileFacts facts) {
                give(facts.file(), draft);
            }
        }
    }

    int size() {
        return files.size();
    }

    /** Gives all of them to a draft, where nothing could be chosen. */
    void giveAll(TaskDraft draft) {
        files.forEach(file -> give(file, draft));
    }

    private void give(StoredFile file, TaskDraft draft) {
        FileFacts facts = factsOf(file);
        Decision decision = task.policy().judge(facts, now);
        if (decision.removes()) {
            draft.items().add(new PlannedItem(Optional.empty(), List.of(file), decision.reason()), facts);
        } else {
            draft.sights().spare(decision.reason().kind());
        }
    }
}
