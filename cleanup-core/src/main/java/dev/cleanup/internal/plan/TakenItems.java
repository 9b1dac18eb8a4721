package dev.cleanup.internal.plan;

import dev.cleanup.internal.compact.FingerprintSet;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import java.util.HashSet;
import java.util.Set;

/** What the earlier tasks of a walk take: later ones leave it alone. */
final class TakenItems {

    private final FingerprintSet files = new FingerprintSet();
    private final Set<Owner> records = new HashSet<>();
    private long bytes;

    void add(TaskDraft draft) {
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
