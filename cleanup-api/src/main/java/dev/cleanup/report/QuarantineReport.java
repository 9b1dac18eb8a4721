package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What became of files that lay aside. Immutable; the tallies and amounts are exact, the samples are some of the files.
 *
 * @param outcome how it ended
 * @param before what lay aside when it began
 * @param restored what became of the files that were to be put back
 * @param purged what became of the files whose time was over
 * @param samples some of these files, those that failed first in number
 */
public record QuarantineReport(
        TaskOutcome outcome,
        FileTotals before,
        OutcomeCounts restored,
        OutcomeCounts purged,
        List<ItemReport> samples) {

    /** Nothing lay aside. */
    public static final QuarantineReport NOTHING = new QuarantineReport(
            new TaskOutcome.Completed(), FileTotals.NONE, OutcomeCounts.NONE, OutcomeCounts.NONE, List.of());

    /** Copies the list. */
    public QuarantineReport {
        requireNonNull(outcome, "outcome");
        requireNonNull(before, "before");
        requireNonNull(restored, "restored");
        requireNonNull(purged, "purged");
        samples = List.copyOf(samples);
    }

    /**
     * The report for people: plain text of some lines, names escaped.
     *
     * @return the text, ending with a line break
     */
    public String toText() {
        return TextFormatter.of(this);
    }
}
