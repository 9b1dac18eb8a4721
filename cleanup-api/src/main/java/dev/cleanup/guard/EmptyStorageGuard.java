package dev.cleanup.guard;

import dev.cleanup.report.Refusal;
import java.util.Optional;

/** Refuses to settle records where the storage holds no file at all. */
record EmptyStorageGuard() implements CountingGuard {

    @Override
    public String name() {
        return "empty-storage";
    }

    @Override
    public String description() {
        return "a storage that holds at least one file";
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        if (evidence.storage() != Evidence.StorageState.EMPTY) {
            return Optional.empty();
        }
        String message = RefusalText.text(
                "%,d records would be settled, and no file can be seen in the storage, neither theirs nor any other; an"
                        + " unmounted disk looks like this.",
                evidence.totals().items());
        return Optional.of(
                Guards.refusal(
                        this,
                        message,
                        evidence,
                        "Check that the storage is mounted. If it is right that it is empty: records(..).allowEmptyStorage()."));
    }

    /** A plan that saw files of its records did not see an empty storage. */
    @Override
    public boolean isExceeded(Evidence fresh, Evidence approved) {
        return approved.totals().files() > 0;
    }
}
