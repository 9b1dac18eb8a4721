package dev.cleanup.internal.plan;

import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.reference.ReferenceRecheck;
import dev.cleanup.internal.storage.CheckedLookup;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Claim;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.record.Settlement;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the records that are due, and the files that go with them: those that no other owner names. */
final class RecordPlanner {

    private final RunContext walk;

    RecordPlanner(RunContext walk) {
        this.walk = walk;
    }

    /** Fills the draft with the records that would go, unless an earlier task takes them. */
    void plan(TaskDefinition.Records task, TaskDraft draft, TakenItems taken) {
        walk.events().begin(task.name(), Phase.FINDING_RECORDS, OptionalLong.empty());
        DueRecordCollector records = new DueRecordCollector(draft, taken, walk);
        read(task, source -> source.openClaims(claim -> takeOver(task, claim, draft, records)));
        read(task, source -> source.find(task.policy(), walk.now(), records));
        walk.events().progress(task.name(), Phase.FINDING_RECORDS, records.found(), OptionalLong.of(records.found()));
        if (task.files() == TaskDefinition.FilesFate.LEAVE) {
            // A dead run of this task may have removed files all the same.
            CheckedLookup.of(walk).lookUp(task.name(), draft.items().claimedFiles(), draft.files());
            records.due().forEach((record, reason) -> draft.items().add(item(record, List.of(), reason), record));
            return;
        }
        List<FileKey> keys = keys(records.due().keySet());
        CheckedLookup.of(walk).lookUp(task.name(), keys, draft.files());
        Set<Owner> retired = records.retired();
        ReferenceRecheck look = ReferenceRecheck.of(walk, task.name(), keys::forEach, retired::contains);
        look.refresh(Phase.READING_REFERENCES);
        condemn(task, draft, records, look);
    }

    /** What a dead run of this task has claimed is finished, through the same guards as anything else. */
    private static void takeOver(
            TaskDefinition.Records task, Claim claim, TaskDraft draft, DueRecordCollector records) {
        if (claim.task().equals(task.name()) && records.takeOver(claim.record())) {
            draft.items().claimed(claim);
        }
    }

    private void read(TaskDefinition.Records task, Consumer<RecordSource> work) {
        try {
            work.accept(task.source());
        } catch (RecordsUnavailableException | StopCondition.HaltedException known) {
            StopCondition.checkInterruption();
            throw known;
        } catch (RuntimeException fault) {
            throw new RecordsUnavailableException(
                    task.source().name(),
                    "Reading the records of " + task.source().name() + " failed: " + fault,
                    fault);
        }
        walk.halt().check();
    }

    private static List<FileKey> keys(Set<RecordFacts> records) {
        return records.stream()
                .flatMap(record -> record.files().stream())
                .distinct()
                .toList();
    }

    private static void condemn(
            TaskDefinition.Records task, TaskDraft draft, DueRecordCollector records, ReferenceRecheck look) {
        Set<Owner> retired = records.retired();
        Function<FileKey, Optional<Owner>> other = key -> look.ownerOf(key, retired::contains);
        Predicate<FileKey> isFree = key -> other.apply(key).isEmpty();
        Set<FileKey> assigned = new HashSet<>();
        records.due().forEach((record, reason) -> {
            Optional<Failure> obstacle = draft.files().obstacle(record.files());
            Optional<Owner> sharing = sharing(task, draft, record, other);
            if (draft.files().hasUnread(record.files())) {
                draft.sights().sawRecordOfUnreadFiles(record.owner(), obstacle.orElseThrow());
            } else if (obstacle.isPresent()) {
                draft.sights().sawFailedRecord(record.owner(), obstacle.get());
            } else if (sharing.isPresent()) {
                draft.sights().sawSharing(record.owner(), sharing.get());
            } else {
                List<StoredFile> files = files(draft, record, isFree, assigned);
                draft.items().add(item(record, files, reason), record);
            }
        });
    }

    /**
     * The owner that keeps a record, which goes on naming their file, from being settled. With a new status it would never be
     * judged again, and the file outlive every sweep. A record that is merely kept waits once all its own files are gone:
     * there is nothing to claim it for.
     */
    private static Optional<Owner> sharing(
            TaskDefinition.Records task,
            TaskDraft draft,
            RecordFacts record,
            Function<FileKey, Optional<Owner>> other) {
        List<FileKey> there = record.files().stream()
                .filter(key -> draft.files().file(key).isPresent())
                .toList();
        boolean waits = task.settlement() instanceof Settlement.SetStatus
                || (task.settlement() instanceof Settlement.Keep
                        && there.stream().noneMatch(key -> other.apply(key).isEmpty()));
        return there.stream()
                .filter(key -> waits && !draft.items().isClaimed(record.owner()))
                .flatMap(key -> other.apply(key).stream())
                .findFirst();
    }

    /** The files that go with a record: a file of two records that are both due is listed once. */
    private static List<StoredFile> files(
            TaskDraft draft, RecordFacts record, Predicate<FileKey> isFree, Set<FileKey> assigned) {
        List<StoredFile> files = new ArrayList<>();
        for (FileKey key : record.files()) {
            if (isFree.test(key) && assigned.add(key)) {
                draft.files().file(key).ifPresent(files::add);
            }
        }
        return files;
    }

    private static PlannedItem item(RecordFacts record, List<StoredFile> files, Reason reason) {
        return new PlannedItem(Optional.of(record.owner()), files, reason);
    }
}
