package dev.cleanup.examples.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Row B8: the JDK's executor. */
@Timeout(120)
class ExecutorScheduleTest {

    private static final Duration HOUR = Duration.ofHours(1);

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
    void b8TheExecutorRunsItAtOnceAndAgain() throws Exception {
        try (ExecutorSchedule schedule = new ExecutorSchedule(site.cleanup(), Duration.ofMillis(1))) {
            site.assertCleaned();
            assertThat(site.runs.next().files().deleted()).isZero();
        }
    }

    @Test
    void b8ARunThatFailsIsFollowedByTheNext() throws Exception {
        site.execute("ALTER TABLE documents RENAME TO hidden");
        try (ExecutorSchedule schedule = new ExecutorSchedule(site.cleanup(), Duration.ofMillis(1))) {
            assertThat(site.runs.next().exitCode()).isEqualTo(ExitCode.FAILED);
            site.execute("ALTER TABLE hidden RENAME TO documents");
            while (site.runs.next().exitCode() == ExitCode.FAILED) {
                assertThat(site.files("kept-")).isEqualTo(Site.ORPHANS);
            }
            assertThat(site.files("orphan-")).isZero();
        }
    }

    @Test
    void b8ASecondScheduleOverTheSameStorageIsSkippedMeanwhile() throws Exception {
        site.runs.holding();
        try (ExecutorSchedule first = new ExecutorSchedule(site.cleanup(), HOUR)) {
            site.runs.awaitHeld();
            try (ExecutorSchedule second = new ExecutorSchedule(site.cleanup(), HOUR)) {
                assertThat(site.runs.next().exitCode()).isEqualTo(ExitCode.SKIPPED);
            }
            site.runs.release();
            site.assertCleaned();
        }
    }

    @Test
    void b8ClosingItEndsARunBetweenTwoBatches() throws Exception {
        site.runs.holding();
        ExecutorSchedule schedule = new ExecutorSchedule(site.cleanup(), HOUR);
        site.assertStopsCleanly(schedule, schedule.stopping::get);
    }
}
