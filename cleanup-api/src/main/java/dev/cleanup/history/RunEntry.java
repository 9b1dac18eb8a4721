package dev.cleanup.history;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.ReferenceCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a history keeps of one run that has ended: who asked, what was asked, what was done. Immutable.
 *
 * <p>Times are kept to the microsecond, as databases keep them.
 *
 * @param id names the run, as in its report
 * @param cleanup the name of the composition
 * @param storage the id of the storage
 * @param request what was asked, and by whom
 * @param started the instant against which everything was judged
 * @param duration how long it took
 * @param references what each source of references delivered at the first look; empty where none was read to its end
 * @param tasks the tasks, in their order
 * @param quarantine what became of files that earlier runs set aside
 * @param used logical bytes of all stored files after the run, where they were measured
 */
public record RunEntry(
        String id,
        String cleanup,
        String storage,
        RunRequest request,
        Instant started,
        Duration duration,
        List<ReferenceCounts> references,
        List<TaskEntry> tasks,
        QuarantineEntry quarantine,
        OptionalLong used) {

    /** Copies the lists, and cuts the times to microseconds. */
    public RunEntry {
        requireNonNull(id, "id");
        requireNonNull(cleanup, "cleanup");
        requireNonNull(storage, "storage");
        requireNonNull(request, "request");
        started = started.truncatedTo(ChronoUnit.MICROS);
        duration = duration.truncatedTo(ChronoUnit.MICROS);
        references = List.copyOf(references);
        tasks = List.copyOf(tasks);
        requireNonNull(quarantine, "quarantine");
        requireNonNull(used, "used");
    }

    /**
     * When the run ended.
     *
     * @return its start and its duration together
     */
    public Instant ended() {
        return started.plus(duration);
    }

    /**
     * How the run ended.
     *
     * @return the worst ending of its tasks and of the quarantine
     */
    public RunStatus ending() {
        return Stream.concat(tasks.stream().map(TaskEntry::ending), Stream.of(quarantine.ending()))
                .max(Comparator.naturalOrder())
                .orElse(RunStatus.COMPLETED);
    }

    /**
     * What became of all files.
     *
     * @return the tallies of all tasks together
     */
    public OutcomeCounts files() {
        return tasks.stream().map(TaskEntry::files).reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
    }

    /**
     * What became of all records.
     *
     * @return the tallies of all tasks together
     */
    public OutcomeCounts records() {
        return tasks.stream().map(TaskEntry::records).reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
    }

    /**
     * What is kept of one task.
     *
     * @param name the task's name
     * @return its entry; empty where the run did not have the task
     */
    public Optional<TaskEntry> task(String name) {
        return tasks.stream().filter(task -> task.task().equals(name)).findFirst();
    }
}
