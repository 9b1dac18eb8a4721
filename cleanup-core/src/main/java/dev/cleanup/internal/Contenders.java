package dev.cleanup.internal;

import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.Choice;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.FileFacts;
import dev.cleanup.policy.Reading;
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
final class Contenders {

    private final TaskSpec task;
    private final Instant now;
    private final Optional<UsedBytes> used;
    private final PackedFiles files = new PackedFiles();

    /** A storage may list a name twice. It counts once: by two, fewer others would be kept. */
    private final Fingerprints met = new Fingerprints();

    private Contenders(TaskSpec task, Instant now, Optional<UsedBytes> used) {
        this.task = task;
        this.now = now;
        this.used = used;
    }

    /** For a task that has a selection. */
    static Optional<Contenders> of(TaskSpec task, Walk walk) {
        return task.selection()
                .map(rule -> new Contenders(task, walk.now(), UsedBytes.askedForBy(rule, task.name(), walk)));
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
    Optional<UsedBytes> used() {
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
        return new FileFacts(file, Reading.absent());
    }

    /** Gives what was chosen to a draft, in the order of the choice. */
    void giveChosen(Choice choice, Draft draft) {
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
    void giveAll(Draft draft) {
        files.forEach(file -> give(file, draft));
    }

    private void give(StoredFile file, Draft draft) {
        FileFacts facts = factsOf(file);
        Decision decision = task.policy().judge(facts, now);
        if (decision.removes()) {
            draft.items().add(new PlannedItem(Optional.empty(), List.of(file), decision.reason()), facts);
        } else {
            draft.sights().spare(decision.reason().kind());
        }
    }
}
