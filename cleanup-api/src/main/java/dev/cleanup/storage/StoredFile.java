package dev.cleanup.storage;

import static java.util.Objects.requireNonNull;

/**
 * One stored file as it was seen at one moment.
 *
 * <p>Immutable. The identity tells this file from another of the same name: it is opaque text of the storage, survives
 * being stored, and does not change when only the status-change or access time does.
 *
 * @param key its name
 * @param size its logical size in bytes
 * @param times its times
 * @param identity what tells it from any other file of that name
 */
public record StoredFile(FileKey key, long size, FileTimes times, String identity) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public StoredFile {
        requireNonNull(key, "key");
        requireNonNull(times, "times");
        requireNonNull(identity, "identity");
        if (size < 0) {
            throw new IllegalArgumentException("size (" + size + ") of " + key + " must not be negative");
        }
    }

    /** By its name alone, which is quick, and tells the files of one storage apart. */
    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
