package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.support.SizeFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One item that is to go: an orphaned file, or a record with its files. Immutable.
 *
 * @param record the record; empty for a file that goes for its own sake
 * @param files the files as they were seen; only these can go
 * @param reason why
 */
public record PlannedItem(Optional<Owner> record, List<StoredFile> files, Reason reason) {

    /** Copies the files. */
    public PlannedItem {
        requireNonNull(record, "record");
        files = List.copyOf(files);
        requireNonNull(reason, "reason");
    }

    /**
     * Returns the item's name as texts show it: the record's, or the file's.
     *
     * @return the name
     */
    public String name() {
        if (record.isEmpty() && files.size() == 1) {
            return files.get(0).key().path();
        }
        return record.map(Owner::toString)
                .orElseGet(() -> files.stream().map(file -> file.key().path()).collect(Collectors.joining(", ")));
    }

    /**
     * What the files hold together.
     *
     * @return logical bytes, saturating
     */
    public long bytes() {
        long bytes = 0;
        for (StoredFile file : files) {
            bytes = SizeFormat.plus(bytes, file.size());
        }
        return bytes;
    }
}
