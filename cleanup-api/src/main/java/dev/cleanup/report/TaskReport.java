package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one task did. Immutable; the tallies are exact, the samples are some of the items.
 *
 * @param task the task's name
 * @param policy its rule in words
 * @param outcome how it ended
 * @param seen what was seen before judging
 * @param keptByReason how many candidates its rule kept, by what protects them
 * @param files what became of the files taken in hand, and of folders that could not be read
 * @param records what became of the records taken in hand
 * @param samples items and findings, those that failed first in number
 * @param notes what a selection chose and by which measure, and what falls short of its target
 */
public record TaskReport(
        String task,
        String policy,
        TaskOutcome outcome,
        ScanCounts seen,
        Map<Reason.Kind, Long> keptByReason,
        OutcomeCounts files,
        OutcomeCounts records,
        List<ItemReport> samples,
        List<String> notes) {

    /** Copies the collections. */
    public TaskReport {
        requireNonNull(task, "task");
        requireNonNull(policy, "policy");
        requireNonNull(outcome, "outcome");
        requireNonNull(seen, "seen");
        keptByReason = Map.copyOf(keptByReason);
        requireNonNull(files, "files");
        requireNonNull(records, "records");
        samples = List.copyOf(samples);
        notes = List.copyOf(notes);
    }

    /**
     * Why the task did not do all that it was to do.
     *
     * @return the cause in one line, escaped; empty where it did
     */
    public Optional<String> problem() {
        return ProblemSummary.of(this);
    }
}
