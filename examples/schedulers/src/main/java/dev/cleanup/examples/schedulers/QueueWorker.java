package dev.cleanup.examples.schedulers;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupReport;
import java.time.Duration;

/**
 * The worker of a distributed queue, which here is a table: whoever wants a cleanup puts a request there, and one of all
 * instances takes it.
 *
 * <pre>{@code
 * client.scheduleIfNotExists(QueueWorker.REQUEST.instance("after-import").data("kim").scheduledTo(now));
 * }</pre>
 *
 * <p>As in any queue, a request may be delivered twice, and a run may be cut off in its middle. Neither costs a file: a further
 * run begins with what is there, and judges anew.
 */
final class QueueWorker {

    /** A request; its data is the name of who asks. */
    static final TaskDescriptor<String> REQUEST = TaskDescriptor.of("uploads-cleanup-request", String.class);

    private static final Duration A_LITTLE_LATER = Duration.ofMinutes(1);

    private QueueWorker() {}

    static CustomTask<String> of(Cleanup cleanup) {
        return Tasks.custom(REQUEST)
                .execute((request, context) -> answer(
                        cleanup.stopWhen(() -> context.getSchedulerState().isShuttingDown())
                                .requestedBy(request.getData())
                                .run()));
    }

    /** A request is done with when its run has ended; one that met another run, or was stopped, comes again. */
    private static CompletionHandler<String> answer(CleanupReport report) {
        return switch (report.exitCode()) {
            case SKIPPED, STOPPED -> new OnCompleteReschedule<>(FixedDelay.of(A_LITTLE_LATER));
            default -> new OnCompleteRemove<>();
        };
    }
}
