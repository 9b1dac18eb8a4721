package dev.cleanup.examples.schedulers;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

/** The runs of a test: what they reported, and one that is held in its middle for as long as is needed. */
final class Runs implements CleanupListener {

    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<CleanupReport> reports = new LinkedBlockingQueue<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean holding;

    /** From now on, a run waits when its first batch is done. */
    Runs holding() {
        holding = true;
        return this;
    }

    void awaitHeld() throws InterruptedException {
        if (!held.await(PATIENCE_SECONDS, SECONDS)) {
            throw new AssertionError("no run came to its first item");
        }
    }

    /** Waits for something that tells nobody when it comes true. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("what was waited for has not come");
            }
            Thread.onSpinWait();
        }
    }

    void release() {
        release.countDown();
    }

    /** Waits for the end of a run. */
    CleanupReport next() throws InterruptedException {
        CleanupReport report = reports.poll(PATIENCE_SECONDS, SECONDS);
        if (report == null) {
            throw new AssertionError("no run ended");
        }
        return report;
    }

    /** Whether no run has ended but those that were waited for. */
    boolean areAllKnown() {
        return reports.isEmpty();
    }

    @Override
    public void onItem(String task, ItemReport item) {
        if (holding) {
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void onFinished(CleanupReport report) {
        reports.add(report);
    }
}
