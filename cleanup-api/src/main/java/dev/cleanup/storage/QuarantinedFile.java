package dev.cleanup.storage;

import static java.util.Objects.requireNonNull;

/**
 * A file that lies aside. Immutable.
 *
 * @param id names it in the quarantine
 * @param file what it was at its old place
 * @param note what was remembered with it
 */
public record QuarantinedFile(String id, StoredFile file, QuarantineNote note) {

    /** Checks that all parts are there. */
    public QuarantinedFile {
        requireNonNull(id, "id");
        requireNonNull(file, "file");
        requireNonNull(note, "note");
    }
}
