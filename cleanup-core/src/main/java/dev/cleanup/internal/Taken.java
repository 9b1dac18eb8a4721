package dev.cleanup.internal;

import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import java.util.HashSet;
import java.util.Set;

/** What the earlier tasks of a walk take: later ones leave it alone. */
final class Taken {

    private final Fingerprints files = new Fingerprints();
    private final Set<Owner> records = new HashSet<>();
    private long bytes;

    void add(Draft draft) {
        draft.items().list().forEach(item -> item.record().ifPresent(records::add));
        draft.items().forEachKey(key -> files.add(key.path()));
        bytes += Math.min(draft.items().totals().bytes(), Long.MAX_VALUE - bytes);
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
