package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordsUnknownException;
import dev.cleanup.report.Phase;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Finds the records that are due, and the files that go with them: those that no other owner names. */
final class RecordPlanner {

    private final Walk walk;

    RecordPlanner(Walk walk) {
        this.walk = walk;
    }

    /** Fills the draft with the records that would go, unless an earlier task takes them. */
    void plan(TaskSpec.Records task, Draft draft, Taken taken) {
        DueRecords records = new DueRecords(draft, taken, walk.now(), walk.halt());
        find(task, records);
        walk.events().progress(task.name(), Phase.FINDING_RECORDS, draft.seen().records(), OptionalLong.empty());
        if (task.files() == TaskSpec.FilesFate.LEAVE) {
            records.due().forEach((record, reason) -> draft.condemn(item(record, List.of(), reason), record));
            return;
        }
        List<FileKey> keys = keys(records.due().keySet());
        walk.lookup().lookUp(task.name(), keys, draft.files());
        CandidateLook look = walk.look(task, keys, records.retired());
        look.refresh(Phase.READING_REFERENCES);
        condemn(draft, records.due(), look);
    }

    private void find(TaskSpec.Records task, DueRecords records) {
        try {
            task.source().find(task.policy(), walk.now(), records);
        } catch (RecordsUnknownException | Halt.HaltedException known) {
            throw known;
        } catch (RuntimeException fault) {
            throw new RecordsUnknownException(
                    task.source().name(), "Finding records in " + task.source().name() + " failed: " + fault, fault);
        }
        walk.halt().check();
    }

    private static List<FileKey> keys(Set<RecordFacts> records) {
        return records.stream()
                .flatMap(record -> record.files().stream())
                .distinct()
                .toList();
    }

    private static void condemn(Draft draft, Map<RecordFacts, Reason> due, CandidateLook look) {
        Set<FileKey> assigned = new HashSet<>();
        due.forEach((record, reason) -> {
            Optional<Failure> obstacle = draft.files().obstacle(record.files());
            if (draft.files().hasUnread(record.files())) {
                draft.sawRecordOfUnreadFiles(record.owner(), obstacle.orElseThrow());
            } else if (obstacle.isPresent()) {
                draft.sawFailedRecord(record.owner(), obstacle.get());
            } else {
                draft.condemn(item(record, files(draft, record, look, assigned), reason), record);
            }
        });
    }

    /** The files that go with a record: a file of two records that are both due is listed once. */
    private static List<StoredFile> files(Draft draft, RecordFacts record, CandidateLook look, Set<FileKey> assigned) {
        List<StoredFile> files = new ArrayList<>();
        for (FileKey key : record.files()) {
            if (look.ownerOf(key).isEmpty() && assigned.add(key)) {
                draft.files().file(key).ifPresent(files::add);
            }
        }
        return files;
    }

    private static PlannedItem item(RecordFacts record, List<StoredFile> files, Reason reason) {
        return new PlannedItem(Optional.of(record.owner()), files, reason);
    }
}
