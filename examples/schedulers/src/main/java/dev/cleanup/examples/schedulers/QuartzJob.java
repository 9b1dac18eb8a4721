package dev.cleanup.examples.schedulers;

import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupReport;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.InterruptableJob;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;

/**
 * A job of Quartz, which makes one for each run. Its result is the report; a run that a person must hear of fails the job.
 *
 * <p>The composition is found in the scheduler's context by the job's name. It does not belong into the job's data, which a
 * store in a database serializes.
 */
@DisallowConcurrentExecution
public final class QuartzJob implements InterruptableJob {

    final AtomicBoolean stopping = new AtomicBoolean();

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        CleanupReport report =
                cleanup(context).stopWhen(stopping::get).requestedBy("quartz").run();
        context.setResult(report);
        switch (report.exitCode()) {
            case FAILED, REFUSED, WITH_FAILURES -> throw new JobExecutionException(report.toText());
            default -> {} // done, or left to another run
        }
    }

    private static Cleanup cleanup(JobExecutionContext context) throws JobExecutionException {
        String name = context.getJobDetail().getKey().getName();
        try {
            if (context.getScheduler().getContext().get(name) instanceof Cleanup cleanup) {
                return cleanup;
            }
        } catch (SchedulerException closed) {
            throw new JobExecutionException(closed);
        }
        throw new JobExecutionException("this scheduler has no cleanup (" + name
                + ") in its context, so the job can do nothing: put it there, in each instance of a cluster");
    }

    /** Ends the run between two batches. The scheduler asks for it when it is shut down. */
    @Override
    public void interrupt() {
        stopping.set(true);
    }
}
