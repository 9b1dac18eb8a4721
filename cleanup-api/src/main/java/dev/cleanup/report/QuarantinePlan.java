package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.storage.QuarantinedFile;
import java.util.List;

/**
 * What a run would do with the files that lie aside. Immutable; the amounts are exact, the lists as long as the plan's
 * limit allows.
 *
 * @param outcome whether it could be planned: anything but completed means that nothing would be purged
 * @param aside what lies aside
 * @param returning what would be put back, as somebody names it again
 * @param expiring what would be purged, as its time is over and nobody names it
 * @param returningFiles the files that would be put back
 * @param expiringFiles the files that would be purged
 */
public record QuarantinePlan(
        TaskOutcome outcome,
        FileTotals aside,
        FileTotals returning,
        FileTotals expiring,
        List<QuarantinedFile> returningFiles,
        List<QuarantinedFile> expiringFiles) {

    /** Nothing lies aside. */
    public static final QuarantinePlan NOTHING = new QuarantinePlan(
            new TaskOutcome.Completed(), FileTotals.NONE, FileTotals.NONE, FileTotals.NONE, List.of(), List.of());

    /** Copies the lists. */
    public QuarantinePlan {
        requireNonNull(outcome, "outcome");
        requireNonNull(aside, "aside");
        requireNonNull(returning, "returning");
        requireNonNull(expiring, "expiring");
        returningFiles = List.copyOf(returningFiles);
        expiringFiles = List.copyOf(expiringFiles);
    }
}
