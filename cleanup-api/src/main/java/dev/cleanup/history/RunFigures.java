package dev.cleanup.history;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.OutcomeCounts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sums over runs, or over one task of them. Immutable.
 *
 * @param runs how many there were
 * @param endings how many ended in which way; an ending that never occurred is missing
 * @param files what became of files
 * @param records what became of records
 * @param failures items that failed or are unknown, by the type of their failure
 * @param refusals how often which guard refused
 * @param last when the last one began
 * @param lastSuccess when the last one began that did all that it was to do
 * @param lastError what went wrong last
 */
public record RunFigures(
        long runs,
        Map<RunStatus, Long> endings,
        OutcomeCounts files,
        OutcomeCounts records,
        Map<String, Long> failures,
        Map<String, Long> refusals,
        Optional<Instant> last,
        Optional<Instant> lastSuccess,
        Optional<LastError> lastError) {

    /**
     * What went wrong last. Immutable.
     *
     * @param at when that run began
     * @param run the run's id
     * @param task the task's name
     * @param text what went wrong
     */
    public record LastError(Instant at, String run, String task, String text) {

        /** Checks that all parts are there. */
        public LastError {
            requireNonNull(at, "at");
            requireNonNull(run, "run");
            requireNonNull(task, "task");
            requireNonNull(text, "text");
        }
    }

    /** Copies the maps. */
    public RunFigures {
        endings = Map.copyOf(endings);
        requireNonNull(files, "files");
        requireNonNull(records, "records");
        failures = Map.copyOf(failures);
        refusals = Map.copyOf(refusals);
        requireNonNull(last, "last");
        requireNonNull(lastSuccess, "lastSuccess");
        requireNonNull(lastError, "lastError");
    }

    /**
     * How many ended in one way.
     *
     * @param ending the way
     * @return the number
     */
    public long ended(RunStatus ending) {
        return endings.getOrDefault(ending, 0L);
    }

    /**
     * Which part of the runs did all that they were to do.
     *
     * @return from 0 to 1; empty where there was no run
     */
    public OptionalDouble successRate() {
        return part(ended(RunStatus.COMPLETED), runs);
    }

    /**
     * Which part of the items that were taken in hand failed or is unknown.
     *
     * @return from 0 to 1; empty where there was no item
     */
    public OptionalDouble failureRate() {
        OutcomeCounts all = files.plus(records);
        return part(all.failed() + all.unknown(), all.total());
    }

    private static OptionalDouble part(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
