package dev.cleanup.examples.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import dev.cleanup.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Row B8: ShedLock's lock in a database, around each run. */
@Timeout(120)
class ShedLockTest {

    /** As ShedLock documents it, but for the precision: its times are compared with those of a clock at once. */
    private static final String TABLE = """
            CREATE TABLE shedlock (
                name VARCHAR(64) PRIMARY KEY,
                lock_until TIMESTAMP(9) NOT NULL,
                locked_at TIMESTAMP(9) NOT NULL,
                locked_by VARCHAR(255) NOT NULL)""";

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

    /** Of the lock, whose provider compares with the system's. */
    private final ManualClock clock = ManualClock.at(Instant.now());

    private LockProvider locks;

    @BeforeEach
    void makeTable() throws Exception {
        site.execute(TABLE);
        locks = new JdbcTemplateLockProvider(site.database);
    }

    @Test
    void b8TheLockIsTakenForARunAndGivenBack() throws Exception {
        site.runs.holding();
        FutureTask<CleanupReport> run = inBackground(locked());
        site.runs.awaitHeld();
        assertThat(lockElsewhere()).isEmpty();

        site.runs.release();

        assertThat(run.get().exitCode()).isEqualTo(ExitCode.COMPLETED);
        assertThat(lockElsewhere()).isPresent();
        assertThat(site.files("orphan-")).isZero();
    }

    @Test
    void b8ARunThatSomebodyElseMakesIsNotMadeHere() throws Exception {
        SimpleLock elsewhere = lockElsewhere().orElseThrow();
        assertThat(locked().run().exitCode()).isEqualTo(ExitCode.SKIPPED);
        assertThat(site.files("orphan-")).isEqualTo(Site.ORPHANS);

        elsewhere.unlock();
        assertThat(locked().run().files().deleted()).isEqualTo(Site.ORPHANS);
    }

    @Test
    void b8ARunEndsBeforeItsLockDoes() throws Exception {
        site.runs.holding();
        FutureTask<CleanupReport> run = inBackground(locked());
        site.runs.awaitHeld();

        clock.step(HOUR.minusSeconds(30));
        site.runs.release();

        assertThat(run.get().exitCode()).isEqualTo(ExitCode.STOPPED);
        site.assertConverges(run.get());
    }

    private Cleanup locked() {
        return site.composition()
                .lock(new ShedLock(locks, UploadsCleanup.NAME, HOUR, clock))
                .build();
    }

    private Optional<SimpleLock> lockElsewhere() {
        return new JdbcTemplateLockProvider(site.database)
                .lock(new LockConfiguration(clock.instant(), UploadsCleanup.NAME, HOUR, Duration.ZERO));
    }

    private static FutureTask<CleanupReport> inBackground(Cleanup cleanup) {
        FutureTask<CleanupReport> run = new FutureTask<>(cleanup::run);
        new Thread(run).start();
        return run;
    }
}
