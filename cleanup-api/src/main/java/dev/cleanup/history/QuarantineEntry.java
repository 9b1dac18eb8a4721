package dev.cleanup.history;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.QuarantineReport;
import java.util.Optional;

/**
 * What a history keeps of the files that lay aside when a run began. Immutable.
 *
 * @param ending how it ended
 * @param error what went wrong, in words
 * @param restored what became of the files that were to be put back
 * @param purged what became of the files whose time was over
 */
public record QuarantineEntry(RunStatus ending, Optional<String> error, OutcomeCounts restored, OutcomeCounts purged) {

    /** Nothing lay aside. */
    public static final QuarantineEntry NOTHING = of(QuarantineReport.NOTHING);

    /** Checks that all parts are there. */
    public QuarantineEntry {
        requireNonNull(ending, "ending");
        requireNonNull(error, "error");
        requireNonNull(restored, "restored");
        requireNonNull(purged, "purged");
    }

    /**
     * What is kept of a report.
     *
     * @param report what became of the files
     * @return its entry
     */
    public static QuarantineEntry of(QuarantineReport report) {
        return new QuarantineEntry(
                RunStatus.of(report.outcome()),
                LastErrors.of(report.outcome(), report.restored().plus(report.purged())),
                report.restored(),
                report.purged());
    }
}
