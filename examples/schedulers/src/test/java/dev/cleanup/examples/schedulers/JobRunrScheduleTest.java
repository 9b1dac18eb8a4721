package dev.cleanup.examples.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import dev.cleanup.report.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import org.jobrunr.jobs.JobId;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Row B8: JobRunr, its jobs in memory. */
@Timeout(120)
class JobRunrScheduleTest {

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

    private final InMemoryStorageProvider storage = new InMemoryStorageProvider();

    @Test
    void b8JobRunrRunsItWhenItIsDue() throws Exception {
        try (JobRunrSchedule schedule = start(Duration.ofSeconds(1))) {
            site.assertCleaned();
        }
    }

    @Test
    void b8ARequestMeanwhileIsSkipped() throws Exception {
        site.runs.holding();
        try (JobRunrSchedule schedule = start(Duration.ofHours(1))) {
            schedule.scheduler.<JobRunrJob>enqueue(JobRunrJob::run);
            site.runs.awaitHeld();
            schedule.scheduler.<JobRunrJob>enqueue(JobRunrJob::run);
            assertThat(site.runs.next().exitCode()).isEqualTo(ExitCode.SKIPPED);
            site.runs.release();
            site.assertCleaned();
        }
    }

    @Test
    void b8ARunThatIsRefusedFailsTheJobOnce() throws Exception {
        site.execute("DELETE FROM documents");
        try (JobRunrSchedule schedule = start(Duration.ofHours(1))) {
            JobId job = schedule.scheduler.<JobRunrJob>enqueue(JobRunrJob::run);
            assertThat(site.runs.next().exitCode()).isEqualTo(ExitCode.REFUSED);
            Runs.await(() -> storage.getJobById(job).getState() != StateName.PROCESSING);
            assertThat(storage.getJobById(job).getState()).isEqualTo(StateName.FAILED);
        }
    }

    @Test
    void b8ClosingItEndsARunBetweenTwoBatches() throws Exception {
        site.runs.holding();
        JobRunrSchedule schedule = start(Duration.ofHours(1));
        schedule.scheduler.<JobRunrJob>enqueue(JobRunrJob::run);
        site.assertStopsCleanly(schedule, schedule.job.stopping::get);
    }

    private JobRunrSchedule start(Duration delay) {
        return new JobRunrSchedule(
                site.cleanup(),
                storage,
                usingStandardBackgroundJobServerConfiguration()
                        .andPollInterval(Duration.ofMillis(200))
                        .andWorkerCount(2),
                delay);
    }
}
