package dev.cleanup.examples.schedulers;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.cleanup.Cleanup;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/** The JDK's executor: a first run at once, and each further one so long after the last has ended. */
final class ExecutorSchedule implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 25;

    final AtomicBoolean stopping = new AtomicBoolean();
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, UploadsCleanup.NAME));

    /** A fixed delay, not a fixed rate: with that, runs that are late follow one another without a pause. */
    @SuppressWarnings("FutureReturnValueIgnored") // it would tell what a run has thrown, and this one never throws
    ExecutorSchedule(Cleanup cleanup, Duration delay) {
        Runnable run = cleanup.stopWhen(stopping::get).requestedBy("executor").asRunnable();
        executor.scheduleWithFixedDelay(run, 0, delay.toMillis(), MILLISECONDS);
    }

    /** Has a run under way end between two batches; interrupts it only if it does not. */
    @Override
    public void close() {
        stopping.set(true);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
