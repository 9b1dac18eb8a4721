package dev.cleanup.record;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import java.util.Map;

/**
 * A claimed record and what became of its files. Immutable.
 *
 * @param claim the record's mark
 * @param files the outcome of each of its files
 */
public record Removal(Claim claim, Map<FileKey, Outcome> files) {

    /** Copies the outcomes. */
    public Removal {
        requireNonNull(claim, "claim");
        files = Map.copyOf(files);
    }
}
