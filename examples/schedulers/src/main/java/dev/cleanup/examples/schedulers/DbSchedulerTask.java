package dev.cleanup.examples.schedulers;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import dev.cleanup.Cleanup;

/**
 * db-scheduler: a task that is due for one of all the instances that share its table.
 *
 * <pre>{@code
 * Scheduler scheduler = Scheduler.create(database)
 *         .startTasks(DbSchedulerTask.of(cleanup, Schedules.daily(LocalTime.of(3, 0))))
 *         .registerShutdownHook()
 *         .build();
 * scheduler.start();
 * }</pre>
 */
final class DbSchedulerTask {

    private DbSchedulerTask() {}

    /** The task. A scheduler that is shutting down waits for it, so it looks out for that. */
    static RecurringTask<Void> of(Cleanup cleanup, Schedule schedule) {
        return Tasks.recurring(UploadsCleanup.NAME, schedule)
                .execute((instance, context) -> cleanup.stopWhen(
                                () -> context.getSchedulerState().isShuttingDown())
                        .requestedBy("db-scheduler")
                        .asRunnable()
                        .run());
    }
}
