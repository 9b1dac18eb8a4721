package dev.cleanup.examples.faceswap;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** What could be cleaned up now, in numbers: nothing is deleted for that. */
record Stats(
        String operation,
        long expiredImages,
        long temporaryImages,
        @JsonProperty("old_task_results_30d") long oldTaskResults,
        String lastChecked) {

    private static final int DAYS = 30;

    static Stats of(FaceSwapCleanup cleanup, Jdbi jdbi, Instant now) {
        return new Stats(
                "get_stats",
                due(cleanup.expired().plan()),
                jdbi.withHandle(
                        handle -> handle.createQuery("SELECT COUNT(*) FROM images WHERE storage_type = 'temporary'")
                                .mapTo(Long.class)
                                .one()),
                due(cleanup.oldResults(DAYS).plan()),
                CleanupResult.text(now));
    }

    /** What could not be counted is not zero. */
    private static long due(CleanupPlan plan) {
        long due = 0;
        for (TaskPlan task : plan.tasks()) {
            if (task.outcome() instanceof TaskOutcome.Failed || task.outcome() instanceof TaskOutcome.Stopped) {
                throw new ServiceUnavailableResponse("It could not be found out what is due: "
                        + task.problem().orElse(""));
            }
            due += task.totals().items();
        }
        return due;
    }
}
