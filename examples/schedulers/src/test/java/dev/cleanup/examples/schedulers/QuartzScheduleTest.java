package dev.cleanup.examples.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quartz.CronScheduleBuilder.cronSchedule;
import static org.quartz.SimpleScheduleBuilder.simpleSchedule;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.listeners.JobListenerSupport;

/** Row B8: Quartz, its jobs in memory. */
@Timeout(120)
class QuartzScheduleTest {

    @TempDir
    private Path uploads;

    private Site site;

    @BeforeEach
    void makeSite() throws Exception {
        site = new Site(uploads);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void b8ATriggerRunsIt() throws Exception {
        Scheduler scheduler = QuartzSchedule.start(site.cleanup(), simpleSchedule());
        site.assertCleaned();
        scheduler.shutdown(true);
    }

    @Test
    void b8ATriggerMeanwhileWaitsForTheEndAndFindsNothingToDo() throws Exception {
        site.runs.holding();
        Scheduler scheduler = QuartzSchedule.start(site.cleanup(), simpleSchedule());
        site.runs.awaitHeld();

        scheduler.triggerJob(QuartzSchedule.JOB);

        assertThat(scheduler.getCurrentlyExecutingJobs()).hasSize(1);
        site.runs.release();
        site.assertCleaned();
        CleanupReport second = site.runs.next();
        assertThat(second.exitCode()).isEqualTo(ExitCode.COMPLETED);
        assertThat(second.files().deleted()).isZero();
        scheduler.shutdown(true);
    }

    @Test
    void b8ARunThatIsRefusedFailsTheJobAndKeepsItsReport() throws Exception {
        site.execute("DELETE FROM documents");
        Failures failures = new Failures();
        Scheduler scheduler = QuartzSchedule.start(site.cleanup(), cronSchedule("0 0 3 * * ?"));
        scheduler.getListenerManager().addJobListener(failures);

        scheduler.triggerJob(QuartzSchedule.JOB);

        assertThat(failures.seen.take()).hasMessageContaining("refused");
        assertThat(site.files("orphan-")).isEqualTo(Site.ORPHANS);
        scheduler.shutdown(true);
    }

    @Test
    void b8ShuttingDownEndsARunBetweenTwoBatches() throws Exception {
        site.runs.holding();
        Scheduler scheduler = QuartzSchedule.start(site.cleanup(), simpleSchedule());
        site.runs.awaitHeld();
        QuartzJob job = (QuartzJob) scheduler.getCurrentlyExecutingJobs().get(0).getJobInstance();
        site.assertStopsCleanly(() -> scheduler.shutdown(true), job.stopping::get);
    }

    /** What Quartz knows of jobs that failed. */
    private static final class Failures extends JobListenerSupport {

        private final BlockingQueue<JobExecutionException> seen = new LinkedBlockingQueue<>();

        @Override
        public String getName() {
            return "failures";
        }

        @Override
        public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException failure) {
            if (failure != null && context.getResult() instanceof CleanupReport) {
                seen.add(failure);
            }
        }
    }
}
