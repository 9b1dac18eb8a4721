package dev.cleanup.internal.config;

import dev.cleanup.history.RunHistory;
import dev.cleanup.history.SightingStore;
import java.util.Optional;

/** What a composition remembers from run to run. */
public record Memory(Optional<RunHistory> history, StorageUse use, Optional<SightingStore> sightings) {

    /** Nothing. */
    public static final Memory NONE = new Memory(Optional.empty(), StorageUse.AS_IT_COMES, Optional.empty());

    /** Whether a run measures what the storage holds. */
    public enum StorageUse {
        /** Where one of its tasks does. */
        AS_IT_COMES,
        /** At the end of each run. */
        MEASURED
    }
}
