package dev.cleanup.examples.schedulers;

import dev.cleanup.Cleanup;
import java.util.Properties;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz: a job, what triggers it, and a scheduler that has its jobs stop when it is shut down. */
final class QuartzSchedule {

    static final JobKey JOB = JobKey.jobKey(UploadsCleanup.NAME);

    private QuartzSchedule() {}

    /**
     * Starts a scheduler; {@code shutdown(true)} waits for a run under way.
     *
     * @param schedule such as {@code cronSchedule("0 0 3 * * ?").withMisfireHandlingInstructionFireAndProceed()}: what was missed
     *     is made up for once
     */
    static Scheduler start(Cleanup cleanup, ScheduleBuilder<?> schedule) throws SchedulerException {
        Scheduler scheduler = new StdSchedulerFactory(settings()).getScheduler();
        scheduler.getContext().put(UploadsCleanup.NAME, cleanup);
        scheduler.scheduleJob(
                JobBuilder.newJob(QuartzJob.class).withIdentity(JOB).build(),
                TriggerBuilder.newTrigger().withSchedule(schedule).build());
        scheduler.start();
        return scheduler;
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", UploadsCleanup.NAME);
        settings.setProperty("org.quartz.threadPool.threadCount", "2");
        settings.setProperty("org.quartz.scheduler.interruptJobsOnShutdownWithWait", "true");
        return settings;
    }
}
