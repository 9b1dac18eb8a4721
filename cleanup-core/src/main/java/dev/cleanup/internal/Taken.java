package dev.cleanup.internal;

import dev.cleanup.reference.Owner;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.HashSet;
import java.util.Set;

/** What the earlier tasks of a walk take: later ones leave it alone. */
final class Taken {

    private final Fingerprints files = new Fingerprints();
    private final Set<Owner> records = new HashSet<>();
    private long bytes;

    void add(Draft draft) {
        for (PlannedItem item : draft.items().list()) {
            item.record().ifPresent(records::add);
            for (StoredFile file : item.files()) {
                files.add(file.key().path());
                bytes += Math.min(file.size(), Long.MAX_VALUE - bytes);
            }
        }
    }

    boolean has(FileKey key) {
        return files.contains(key.path());
    }

    boolean has(Owner record) {
        return records.contains(record);
    }

    /** Logical bytes of the files, saturating. */
    long bytes() {
        return bytes;
    }
}
