package dev.cleanup.examples.web;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Progress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds a run in its middle, where its first item is done, for as long as a test needs. */
public final class RunGate implements CleanupListener {

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Semaphore ended = new Semaphore(0);
    private volatile boolean holding;
    private volatile Optional<Phase> heldPhase = Optional.empty();

    /** From now on, a run waits at its first item. */
    public void holdAtFirstItem() {
        holding = true;
    }

    /** From now on, a run waits where it is about to begin a stretch of its way. */
    public void holdBefore(Phase phase) {
        heldPhase = Optional.of(phase);
    }

    /** Waits until a run is in its middle. */
    public void awaitHeld() throws InterruptedException {
        if (!held.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("no run came to its first item");
        }
    }

    /** Lets the run go on. */
    public void release() {
        release.countDown();
    }

    /** Waits until so many runs have ended, since the last time that somebody waited. */
    public void awaitEnds(int runs) throws InterruptedException {
        if (!ended.tryAcquire(runs, 60, TimeUnit.SECONDS)) {
            throw new AssertionError("no run ended");
        }
    }

    @Override
    public void onItem(String task, ItemReport item) {
        if (holding) {
            hold();
        }
    }

    @Override
    public void onProgress(Progress progress) {
        if (heldPhase.filter(progress.phase()::equals).isPresent()) {
            hold();
        }
    }

    private void hold() {
        held.countDown();
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onFinished(CleanupReport report) {
        ended.release();
    }
}
