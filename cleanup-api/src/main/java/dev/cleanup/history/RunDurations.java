package dev.cleanup.history;

import java.time.Duration;
import java.util.List;

/**
 * How long runs took. Immutable; all are zero where there was no run.
 *
 * @param last the last one
 * @param shortest the shortest
 * @param longest the longest
 * @param mean all together, divided by their number
 */
public record RunDurations(Duration last, Duration shortest, Duration longest, Duration mean) {

    /** Adds up the durations of runs, the newest first. */
    static RunDurations of(List<RunEntry> runs) {
        List<Duration> all = runs.stream().map(RunEntry::duration).toList();
        if (all.isEmpty()) {
            return new RunDurations(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        }
        Duration sum = all.stream().reduce(Duration.ZERO, Duration::plus);
        return new RunDurations(
                all.get(0),
                all.stream().reduce(all.get(0), (a, b) -> a.compareTo(b) < 0 ? a : b),
                all.stream().reduce(all.get(0), (a, b) -> a.compareTo(b) > 0 ? a : b),
                sum.dividedBy(all.size()));
    }
}
