package dev.cleanup.record;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.FileKey;
import java.util.Map;

/**
 * A claimed record and what became of its files. Immutable.
 *
 * @param claim the record's mark
 * @param files the outcome of each of its files
 */
public record SettlementRequest(Claim claim, Map<FileKey, Outcome> files) {

    /**
     * Returns whether a file stays for another owner. A record that is kept is then not done with: once the other owner is
     * gone, it is judged again.
     *
     * @return whether one of the files is kept as another owner names it
     */
    public boolean sharesFile() {
        return files.values().stream()
                .anyMatch(outcome ->
                        outcome instanceof Outcome.Kept kept && kept.reason().kind() == Reason.Kind.REFERENCE);
    }

    /** Copies the outcomes. */
    public SettlementRequest {
        requireNonNull(claim, "claim");
        files = Map.copyOf(files);
    }
}
