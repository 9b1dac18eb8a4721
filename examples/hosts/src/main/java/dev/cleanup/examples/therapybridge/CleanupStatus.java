package dev.cleanup.examples.therapybridge;

import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.schedule.SchedulerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What would be cleaned up now, and when it will be.
 *
 * @param orphanedFiles files that no session names
 * @param failedSessions sessions that failed some time ago
 * @param errors what stands in the way
 * @param running whether a cleanup is under way
 * @param lastRun when the last cleanup began
 * @param nextRun when the next one is due
 */
record CleanupStatus(
        Waiting orphanedFiles,
        Waiting failedSessions,
        List<String> errors,
        boolean running,
        @Nullable Instant lastRun,
        @Nullable Instant nextRun) {

    /** So many of them, with so many files, which hold so much. */
    record Waiting(long count, long files, long bytes) {

        static Waiting of(TaskPlan task) {
            return new Waiting(
                    task.totals().items(), task.totals().files(), task.totals().bytes());
        }
    }

    static CleanupStatus of(CleanupPlan plan, Optional<Instant> lastRun, SchedulerStatus schedule) {
        return new CleanupStatus(
                Waiting.of(plan.task(TherapyBridgeCleanup.ORPHANS)),
                Waiting.of(plan.task(TherapyBridgeCleanup.FAILED)),
                Errors.of(plan),
                schedule.running(),
                lastRun.orElse(null),
                schedule.next().orElse(null));
    }
}
