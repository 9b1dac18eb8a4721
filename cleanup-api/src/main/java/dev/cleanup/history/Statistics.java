package dev.cleanup.history;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.OutcomeCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What a history comes to: totals, last run, last error, durations, storage use, for all and for each task. Immutable.
 *
 * @param all over all runs
 * @param tasks over each task, by its name, in the order in which they were met
 * @param restored what became of files that were to be put back from the quarantine
 * @param purged what became of files whose time in the quarantine was over
 * @param durations how long the runs took
 * @param used what the storage held after each run that measured it, the oldest first
 */
public record Statistics(
        RunFigures all,
        Map<String, RunFigures> tasks,
        OutcomeCounts restored,
        OutcomeCounts purged,
        RunDurations durations,
        List<StorageUsageTrend> used) {

    /** Copies the collections. */
    public Statistics {
        requireNonNull(all, "all");
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
        requireNonNull(restored, "restored");
        requireNonNull(purged, "purged");
        requireNonNull(durations, "durations");
        used = List.copyOf(used);
    }

    /**
     * Computes the statistics of runs.
     *
     * @param runs the runs, the newest first, as {@link RunHistory#entries} gives them
     * @return their statistics
     */
    public static Statistics of(List<RunEntry> runs) {
        FiguresAccumulator all = new FiguresAccumulator();
        Map<String, FiguresAccumulator> tasks = new LinkedHashMap<>();
        for (RunEntry run : runs) {
            all.add(run, run.ending(), run.tasks());
            all.addQuarantine(run);
            run.tasks()
                    .forEach(task -> tasks.computeIfAbsent(task.task(), name -> new FiguresAccumulator())
                            .add(run, task.ending(), List.of(task)));
        }
        Map<String, RunFigures> figures = new LinkedHashMap<>();
        tasks.forEach((name, sums) -> figures.put(name, sums.figures()));
        return new Statistics(
                all.figures(),
                figures,
                sum(runs, QuarantineEntry::restored),
                sum(runs, QuarantineEntry::purged),
                RunDurations.of(runs),
                uses(runs));
    }

    private static OutcomeCounts sum(List<RunEntry> runs, Function<QuarantineEntry, OutcomeCounts> part) {
        return runs.stream().map(RunEntry::quarantine).map(part).reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
    }

    private static List<StorageUsageTrend> uses(List<RunEntry> newestFirst) {
        List<StorageUsageTrend> uses = new ArrayList<>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            RunEntry run = newestFirst.get(i);
            run.used().ifPresent(bytes -> uses.add(new StorageUsageTrend(run.ended(), bytes)));
        }
        return uses;
    }

    /**
     * The figures of one task.
     *
     * @param name the task's name
     * @return its figures; empty where no run had it
     */
    public Optional<RunFigures> task(String name) {
        return Optional.ofNullable(tasks.get(name));
    }

    /**
     * What the storage held when it was measured last.
     *
     * @return logical bytes; empty where it never was
     */
    public OptionalLong lastUsed() {
        return used.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(used.get(used.size() - 1).bytes());
    }

    /**
     * How much the storage grows, by {@link StorageUsageTrend#trend}.
     *
     * @return bytes a day, negative where it shrinks; empty where it was measured less than twice
     */
    public OptionalDouble bytesPerDay() {
        return StorageUsageTrend.trend(used);
    }
}
