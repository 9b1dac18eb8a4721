package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import dev.cleanup.support.EscapedText;
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
 * @param undecided how many could not be looked up, or stand in values that cannot be turned into a name
 * @param some at most 1,000 of those that are missing
 */
public record MissingFiles(
        Instant at, List<ReferenceCounts> references, long count, long undecided, List<MissingFile> some) {

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

    /**
     * The findings for people: plain text of some lines, names escaped.
     *
     * @return the text, ending with a line break
     */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append(count).append(" missing, ").append(undecided).append(" undecided\n");
        some.forEach(file -> text.append("  ")
                .append(EscapedText.escaped(file.key() + "  named by " + file.owner()))
                .append('\n'));
        return text.toString();
    }
}
