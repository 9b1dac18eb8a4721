package dev.cleanup.examples.schedulers;

import dev.cleanup.Cleanup;
import java.time.Duration;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;

/** JobRunr: a recurring job, of which one of all the servers that share its storage makes each run. */
final class JobRunrSchedule implements AutoCloseable {

    final JobRunrJob job;
    final JobScheduler scheduler;

    /**
     * Starts a server in this process.
     *
     * @param delay from the beginning of a run to that of the next
     */
    JobRunrSchedule(Cleanup cleanup, StorageProvider storage, BackgroundJobServerConfiguration server, Duration delay) {
        this.job = new JobRunrJob(cleanup);
        this.scheduler = JobRunr.configure()
                .useStorageProvider(storage)
                .useJobActivator(new Beans(job))
                .useBackgroundJobServer(server)
                .initialize()
                .getJobScheduler();
        scheduler.<JobRunrJob>scheduleRecurrently(UploadsCleanup.NAME, delay, JobRunrJob::run);
    }

    /** Has a run under way end between two batches; JobRunr then waits for it, and interrupts it after ten seconds. */
    @Override
    public void close() {
        job.stopping.set(true);
        JobRunr.destroy();
    }

    /** Where JobRunr finds the beans whose methods it calls; in a framework, its container. */
    private record Beans(Object bean) implements JobActivator {

        @Override
        public <T> T activateJob(Class<T> type) {
            return type.cast(bean);
        }
    }
}
