package dev.cleanup.examples.schedulers;

import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.settings.SettingsException;
import dev.cleanup.settings.SettingsSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run and out, for cron and Kubernetes: the report on standard output, and the exit code for it.
 *
 * <pre>
 * 0 3 * * *  UPLOADS=/srv/uploads DATABASE_URL=jdbc:.. java -classpath .. dev.cleanup.examples.schedulers.OneRun
 * </pre>
 *
 * <p>As a {@code CronJob}: {@code concurrencyPolicy: Forbid}, {@code restartPolicy: Never}, {@code backoffLimit: 0}, and a
 * {@code terminationGracePeriodSeconds} longer than the patience here.
 */
final class OneRun {

    private static final long PATIENCE_SECONDS = 25;
    private static final int CALLED_IN_A_WRONG_WAY = 2;

    private OneRun() {}

    public static void main(String[] arguments) {
        try {
            System.exit(run(UploadsCleanup.from(SettingsSource.environment()).build(), new AtomicBoolean()));
        } catch (SettingsException unusable) {
            System.err.println(unusable.getMessage());
            System.exit(CALLED_IN_A_WRONG_WAY);
        }
    }

    /** Runs; a process that is told to end meanwhile does so between two batches, once the report is out. */
    static int run(Cleanup cleanup, AtomicBoolean stop) {
        CountDownLatch reported = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.set(true);
            await(reported);
        }));
        try {
            CleanupReport report =
                    cleanup.stopWhen(stop::get).requestedBy("cron").run();
            System.out.print(report.toText());
            System.out.flush();
            return report.exitCode().code();
        } finally {
            reported.countDown();
        }
    }

    private static void await(CountDownLatch reported) {
        try {
            if (!reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(
                        "the batch that was begun takes too long to wait for; the next run puts things right");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
