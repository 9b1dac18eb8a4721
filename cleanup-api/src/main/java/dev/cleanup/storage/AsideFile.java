package dev.cleanup.storage;

import static java.util.Objects.requireNonNull;

/**
 * A file that lies aside. Immutable.
 *
 * @param id names it in the quarantine
 * @param file what it was at its old place
 * @param note what was remembered with it
 */
public record AsideFile(String id, StoredFile file, AsideNote note) {

    /** Checks that all parts are there. */
    public AsideFile {
        requireNonNull(id, "id");
        requireNonNull(file, "file");
        requireNonNull(note, "note");
    }
}
