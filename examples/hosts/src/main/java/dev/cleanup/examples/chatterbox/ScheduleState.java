package dev.cleanup.examples.chatterbox;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.schedule.CleanupScheduler;
import dev.cleanup.schedule.SchedulerStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the schedule stands, as its endpoints say it. */
record ScheduleState(
        boolean started,
        boolean running,
        BigDecimal intervalHours,
        @Nullable Instant nextRun,
        @Nullable Instant lastRun,
        @Nullable Boolean lastSuccess) {

    static ScheduleState of(CleanupScheduler scheduler, Duration interval) {
        SchedulerStatus status = scheduler.status();
        return new ScheduleState(
                status.started(),
                status.running(),
                Hours.of(interval),
                status.next().orElse(null),
                status.last().map(CleanupReport::startedAt).orElse(null),
                status.last().map(CleanupReport::isSuccess).orElse(null));
    }
}
