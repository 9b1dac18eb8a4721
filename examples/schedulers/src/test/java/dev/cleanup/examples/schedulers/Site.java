package dev.cleanup.examples.schedulers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;

/** A host of a test, two days ahead: more uploads that no row names than fit into a batch, and as many that are in use. */
final class Site implements AutoCloseable {

    static final int ORPHANS = 820;

    private static final Set<Thread.State> WAITING_OR_DONE =
            Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    final Path uploads;
    final JdbcDataSource database = new JdbcDataSource();
    final InstantSource clock = InstantSource.offset(InstantSource.system(), Duration.ofDays(2));
    final Runs runs = new Runs();

    Site(Path uploads) throws IOException, SQLException {
        this.uploads = uploads;
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        execute("CREATE TABLE documents AS SELECT 'kept-' || x AS path FROM SYSTEM_RANGE(1, " + ORPHANS + ")");
        for (int i = 1; i <= ORPHANS; i++) {
            Files.writeString(uploads.resolve("kept-" + i), "in use");
            Files.writeString(uploads.resolve("orphan-" + i), "of no use");
        }
    }

    CleanupBuilder composition() {
        return UploadsCleanup.over(uploads, database).clock(clock).listener(runs);
    }

    Cleanup cleanup() {
        return composition().build();
    }

    void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits for a run, and sees that exactly the orphans are gone. */
    void assertCleaned() throws InterruptedException, IOException {
        CleanupReport report = runs.next();
        assertThat(report.exitCode()).as(report.toText()).isEqualTo(ExitCode.COMPLETED);
        assertThat(report.files().deleted()).isEqualTo(ORPHANS);
        assertThat(files("orphan-")).isZero();
        assertThat(files("kept-")).isEqualTo(ORPHANS);
    }

    /** Shuts a scheduler down in the middle of a run, which goes on once it was told to stop and is waited for. */
    void assertStopsCleanly(AutoCloseable scheduler, BooleanSupplier wasTold) throws Exception {
        runs.awaitHeld();
        FutureTask<Void> shutdown = new FutureTask<>(() -> {
            scheduler.close();
            return null;
        });
        Thread closing = new Thread(shutdown);
        closing.start();
        Runs.await(() -> wasTold.getAsBoolean() && WAITING_OR_DONE.contains(closing.getState()));
        runs.release();
        shutdown.get(30, SECONDS);
        CleanupReport report = runs.next();
        assertThat(report.exitCode()).as(report.toText()).isEqualTo(ExitCode.STOPPED);
        assertThat(report.toText()).as("told to, not interrupted").doesNotContain("interrupted");
        assertConverges(report);
    }

    /** What is left of a run that was stopped is there, and the next one removes it. */
    void assertConverges(CleanupReport stopped) throws IOException {
        long left = ORPHANS - stopped.files().deleted();
        assertThat(left).isPositive().isLessThan(ORPHANS).isEqualTo(files("orphan-"));
        assertThat(cleanup().run().files().deleted()).isEqualTo(left);
        assertThat(files("kept-")).isEqualTo(ORPHANS);
    }

    long files(String prefix) throws IOException {
        try (Stream<Path> all = Files.list(uploads)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .count();
        }
    }

    @Override
    public void close() throws SQLException {
        runs.release();
        execute("SHUTDOWN");
    }
}
