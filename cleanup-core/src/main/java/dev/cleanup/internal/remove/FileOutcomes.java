package dev.cleanup.internal.remove;

import static java.util.Objects.requireNonNull;

import dev.cleanup.internal.report.TaskReportBuilder;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What becomes of the files of records: each planned file is logged once, whichever of its records decides. */
final class FileOutcomes {

    private final TaskReportBuilder log;
    private final Map<FileKey, Outcome> fates = new HashMap<>();

    /** The files that may go, with the items that planned them. */
    private final Map<FileKey, PlannedItem> planned = new HashMap<>();

    FileOutcomes(TaskReportBuilder log) {
        this.log = log;
    }

    /** Lets the files of an item go. */
    void plan(PlannedItem item) {
        item.files().forEach(file -> planned.put(file.key(), item));
    }

    /** The file of that name, if it may go and its fate is open. */
    Optional<StoredFile> open(FileKey key) {
        return Optional.ofNullable(planned.get(key))
                .filter(item -> !fates.containsKey(key))
                .flatMap(item -> item.files().stream()
                        .filter(file -> file.key().equals(key))
                        .findFirst());
    }

    /** Why a file that may go is to. */
    Reason reason(FileKey key) {
        return requireNonNull(planned.get(key), "planned").reason();
    }

    Optional<Outcome> of(FileKey key) {
        return Optional.ofNullable(fates.get(key));
    }

    /** Decides a file's fate, for the first time. */
    void decide(FileKey key, Outcome outcome) {
        Optional<StoredFile> file = open(key);
        Optional<PlannedItem> item = Optional.ofNullable(planned.get(key));
        if (fates.putIfAbsent(key, outcome) == null) {
            file.ifPresent(seen -> item.ifPresent(its -> log.file(seen, its.reason(), outcome)));
        }
    }

    /** The files of an item whose fate is still open share that of their record. */
    void closeRest(PlannedItem item, Outcome record) {
        Outcome rest =
                record instanceof Outcome.Kept || record instanceof Outcome.Unknown ? record : new Outcome.NotReached();
        for (StoredFile file : item.files()) {
            if (fates.putIfAbsent(file.key(), rest) == null) {
                log.file(file, item.reason(), rest);
            }
        }
    }
}
