package dev.cleanup.schedule;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Failure;
import dev.cleanup.report.CleanupReport;
import java.time.Instant;
import java.util.Optional;

/**
 * How a schedule stands at one moment. Immutable.
 *
 * @param started whether it was started and not stopped since
 * @param running whether one of its runs is under way, a manual one included
 * @param next when the next run is due; empty while one is under way, and when it is not started
 * @param last the report of the last run that ended
 * @param brokeOff what the last run threw instead of giving a report; empty once a later one gave one
 */
public record SchedulerStatus(
        boolean started,
        boolean running,
        Optional<Instant> next,
        Optional<CleanupReport> last,
        Optional<Failure> brokeOff) {

    /** Checks that all parts are there. */
    public SchedulerStatus {
        requireNonNull(next, "next");
        requireNonNull(last, "last");
        requireNonNull(brokeOff, "brokeOff");
    }
}
