package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;

/** What a line of a report speaks of. Immutable. */
public sealed interface ItemRef {

    /**
     * A stored file.
     *
     * @param key its name
     */
    record OfFile(FileKey key) implements ItemRef {
        /** Checks the key. */
        public OfFile {
            requireNonNull(key, "key");
        }

        @Override
        public String toString() {
            return key.path();
        }
    }

    /**
     * A record of the host's.
     *
     * @param owner the record
     */
    record OfRecord(Owner owner) implements ItemRef {
        /** Checks the owner. */
        public OfRecord {
            requireNonNull(owner, "owner");
        }

        @Override
        public String toString() {
            return owner.toString();
        }
    }

    /**
     * Something in the storage that is no file with a usable name: a folder, a link, a name that is not text.
     *
     * @param shown its name as far as it can be shown
     */
    record OfEntry(String shown) implements ItemRef {
        /** Checks the name. */
        public OfEntry {
            requireNonNull(shown, "shown");
        }

        @Override
        public String toString() {
            return shown;
        }
    }
}
