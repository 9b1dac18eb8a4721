package dev.cleanup.guard;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.FactValue;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskPlan;
import java.util.List;

/**
 * What a task saw and would do, in exact numbers. Immutable.
 *
 * @param task the task's name
 * @param seen what was seen
 * @param totals how much would go
 * @param items what would go: the first ten thousand at least, and all of it where a guard of the task {@linkplain
 *     Guard#looksAtItems() looks through them}
 * @param references what each source of references delivered
 * @param unmappable some of the values that could not be turned into a key
 * @param nearMatches files that equal a reference but for case, Unicode form, percent-encoding or slashes
 * @param unnameable references that the storage could not even hold a file of
 * @param storage how the storage looks to the task
 * @param earlier runs that went well, the newest first: absent where no guard of the task {@linkplain Guard#needsHistory()
 *     asked for them}, unreadable where the history could not be read
 */
public record Evidence(
        String task,
        ScanCounts seen,
        TaskPlan.Totals totals,
        List<PlannedItem> items,
        List<ReferenceCounts> references,
        List<String> unmappable,
        Samples nearMatches,
        Samples unnameable,
        StorageState storage,
        FactValue<List<EarlierRun>> earlier) {

    /** How the storage looks to a task that asked for files. */
    public enum StorageState {
        /** At least one file was seen, or none was asked for. */
        HOLDS_FILES,
        /** None of the files that were asked for is there, and no other either: an unmounted disk looks like this. */
        EMPTY
    }

    /**
     * A run that went well: it read all references, and no guard refused the task. Immutable.
     *
     * @param references what each source of references delivered
     * @param taken how many items the task took in hand; zero where the guards had nothing to look at
     */
    public record EarlierRun(List<ReferenceCounts> references, long taken) {

        /** Copies the list. */
        public EarlierRun {
            references = List.copyOf(references);
        }
    }

    /**
     * An exact count, and some of what was counted. Immutable.
     *
     * @param count how many
     * @param some some of them
     */
    public record Samples(long count, List<String> some) {

        /** None. */
        public static final Samples NONE = new Samples(0, List.of());

        /** Copies the list. */
        public Samples {
            some = List.copyOf(some);
        }
    }

    /** Checks that all parts are there. */
    public Evidence {
        requireNonNull(task, "task");
        requireNonNull(seen, "seen");
        requireNonNull(totals, "totals");
        references = List.copyOf(references);
        unmappable = List.copyOf(unmappable);
        requireNonNull(items, "items");
        requireNonNull(nearMatches, "nearMatches");
        requireNonNull(unnameable, "unnameable");
        requireNonNull(storage, "storage");
        requireNonNull(earlier, "earlier");
    }

    /**
     * References of all sources together.
     *
     * @return values that name a file
     */
    public long referenceCount() {
        return references.stream().mapToLong(ReferenceCounts::references).sum();
    }

    /**
     * Values of all sources together that could not be turned into a key.
     *
     * @return their number
     */
    public long unmappableCount() {
        return references.stream().mapToLong(ReferenceCounts::unmappable).sum();
    }
}
