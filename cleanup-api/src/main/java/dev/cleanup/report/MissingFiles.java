package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import java.time.Instant;
import java.util.List;

/**
 * Files that references name and that are not there: a report, never a reason to remove anything. Immutable.
 *
 * <p>Each was looked up by its name after it was missing from the listing.
 *
 * @param at when it was looked
 * @param references what each source of references delivered
 * @param count how many are missing
 * @param undecided how many could not be looked up
 * @param some some of those that are missing
 */
public record MissingFiles(
        Instant at, List<SourceCounts> references, long count, long undecided, List<MissingFile> some) {

    /**
     * One file that is named and not there. Immutable.
     *
     * @param key its name
     * @param owner one of those who name it
     */
    public record MissingFile(FileKey key, Owner owner) {

        /** Checks that both parts are there. */
        public MissingFile {
            requireNonNull(key, "key");
            requireNonNull(owner, "owner");
        }
    }

    /** Copies the lists. */
    public MissingFiles {
        requireNonNull(at, "at");
        references = List.copyOf(references);
        some = List.copyOf(some);
    }
}
