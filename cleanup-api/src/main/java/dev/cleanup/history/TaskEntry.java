package dev.cleanup.history;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a history keeps of one task of a run: numbers and messages, no items. Immutable.
 *
 * @param task the task's name
 * @param outcome how it ended; its refusals without their samples
 * @param seen what was seen before judging
 * @param files what became of the files taken in hand
 * @param records what became of the records taken in hand
 * @param failures how many items failed or are unknown, by the type of their failure
 */
public record TaskEntry(
        String task,
        TaskOutcome outcome,
        ScanCounts seen,
        OutcomeCounts files,
        OutcomeCounts records,
        Map<String, Long> failures) {

    /** Copies the map, and leaves the samples of refusals out. */
    public TaskEntry {
        requireNonNull(task, "task");
        outcome = withoutSamples(requireNonNull(outcome, "outcome"));
        requireNonNull(seen, "seen");
        requireNonNull(files, "files");
        requireNonNull(records, "records");
        failures = Map.copyOf(failures);
    }

    private static TaskOutcome withoutSamples(TaskOutcome outcome) {
        return outcome instanceof TaskOutcome.Refused refused
                ? new TaskOutcome.Refused(refused.refusals().stream()
                        .map(TaskEntry::withoutSamples)
                        .toList())
                : outcome;
    }

    private static Refusal withoutSamples(Refusal refusal) {
        return new Refusal(refusal.guard(), refusal.message(), List.of(), refusal.remedy(), refusal.way());
    }

    /**
     * How the task ended.
     *
     * @return the ending
     */
    public RunStatus ending() {
        return RunStatus.of(outcome);
    }

    /**
     * The guards that refused the task.
     *
     * @return their refusals, without samples; empty where none did
     */
    public List<Refusal> refusals() {
        return outcome instanceof TaskOutcome.Refused refused ? refused.refusals() : List.of();
    }

    /**
     * What went wrong, in words.
     *
     * @return the text; empty where the task completed, was stopped or skipped
     */
    public Optional<String> error() {
        return LastErrors.of(outcome, files.plus(records));
    }
}
