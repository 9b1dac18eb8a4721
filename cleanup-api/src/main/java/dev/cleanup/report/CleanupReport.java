package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.support.EscapedText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run did. Only confirmed outcomes count, and the counts add up, also when half of it failed. Immutable.
 *
 * @param id names this run
 * @param cleanup the name of the composition
 * @param storage the id of the storage
 * @param actor who asked, where that was said
 * @param approvedBy who approved the plan that was applied, where one was
 * @param startedAt the instant against which everything was judged
 * @param duration how long it took
 * @param references what each source of references delivered at the first look
 * @param tasks the tasks, in their order
 * @param quarantine what became of files that earlier runs set aside
 * @param freeSpaceChange by how many bytes the free space of the file store grew meanwhile, where the storage measures it: not
 *     the sum of what was removed, as others use it too, and a file that is open or has another name frees nothing
 * @param notes what a reader must know of the storage, such as times it does not have
 */
public record CleanupReport(
        String id,
        String cleanup,
        String storage,
        Optional<String> actor,
        Optional<String> approvedBy,
        Instant startedAt,
        Duration duration,
        List<ReferenceCounts> references,
        List<TaskReport> tasks,
        QuarantineReport quarantine,
        Optional<Long> freeSpaceChange,
        List<String> notes) {

    /** Copies the lists. */
    public CleanupReport {
        requireNonNull(id, "id");
        requireNonNull(cleanup, "cleanup");
        requireNonNull(storage, "storage");
        requireNonNull(actor, "actor");
        requireNonNull(approvedBy, "approvedBy");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(duration, "duration");
        references = List.copyOf(references);
        tasks = List.copyOf(tasks);
        requireNonNull(quarantine, "quarantine");
        requireNonNull(freeSpaceChange, "freeSpaceChange");
        notes = List.copyOf(notes);
    }

    /**
     * The report of one task.
     *
     * @param name the task's name
     * @return its report
     * @throws IllegalArgumentException if there is no such task
     */
    public TaskReport task(String name) {
        return tasks.stream()
                .filter(task -> task.task().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no task (" + name + ") in report of " + cleanup
                        + ": it has " + tasks.stream().map(TaskReport::task).toList()));
    }

    /**
     * What became of all files.
     *
     * @return the tallies of all tasks together
     */
    public OutcomeCounts files() {
        return tasks.stream().map(TaskReport::files).reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
    }

    /**
     * What became of all records.
     *
     * @return the tallies of all tasks together
     */
    public OutcomeCounts records() {
        return tasks.stream().map(TaskReport::records).reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
    }

    /**
     * Whether every task and the quarantine did all that was to be done.
     *
     * @return false if one was refused, failed, stopped or skipped, or had failures
     */
    public boolean isSuccess() {
        return quarantine.outcome().isSuccess()
                && tasks.stream().allMatch(task -> task.outcome().isSuccess());
    }

    /**
     * What a program that made this run should exit with.
     *
     * @return the gravest code of its tasks and its quarantine
     */
    public ExitCode exitCode() {
        return Stream.concat(tasks.stream().map(TaskReport::outcome), Stream.of(quarantine.outcome()))
                .map(ExitCode::of)
                .max(Comparator.naturalOrder())
                .orElse(ExitCode.COMPLETED);
    }

    /**
     * Why the run did not do all that it was to do: the gravest trouble of its tasks and its quarantine.
     *
     * @return the task and its cause in one line, escaped; empty where all was done
     */
    public Optional<String> problem() {
        ExitCode gravest = exitCode();
        return tasks.stream()
                .filter(task -> ExitCode.of(task.outcome()) == gravest)
                .flatMap(task -> task.problem().stream().map(why -> EscapedText.escaped(task.task()) + " " + why))
                .findFirst()
                .or(() -> ProblemSummary.of(quarantine).map(why -> "quarantine " + why));
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
