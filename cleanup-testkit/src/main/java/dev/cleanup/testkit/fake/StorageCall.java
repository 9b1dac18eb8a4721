package dev.cleanup.testkit.fake;

import static java.util.Objects.requireNonNull;

import dev.cleanup.storage.FileKey;
import java.util.List;

/**
 * One call that a fake storage received. Immutable.
 *
 * @param operation what was asked for
 * @param keys the files it was asked for, in the order of the batch; empty where the operation names none
 */
public record StorageCall(Operation operation, List<FileKey> keys) {

    /** What a storage can be asked for. */
    public enum Operation {
        /** Whether the place is the same. */
        VERIFY,
        /** All names. */
        LIST,
        /** What the file store can hold. */
        SPACE,
        /** Files by name. */
        LOOK_UP,
        /** The content of a file. */
        COPY,
        /** A new file. */
        WRITE,
        /** Removal. */
        REMOVE,
        /** Removal with a way back. */
        SET_ASIDE,
        /** What lies aside. */
        ASIDE,
        /** The way back. */
        PUT_BACK,
        /** Removal of what lies aside. */
        PURGE;

        /**
         * Whether it may change what is stored.
         *
         * @return true for writing, removing, setting aside, putting back and purging
         */
        public boolean isMutating() {
            return this == WRITE || this == REMOVE || this == SET_ASIDE || this == PUT_BACK || this == PURGE;
        }
    }

    /** Copies the keys. */
    public StorageCall {
        requireNonNull(operation, "operation");
        keys = List.copyOf(keys);
    }
}
