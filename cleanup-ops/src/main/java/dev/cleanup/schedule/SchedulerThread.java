package dev.cleanup.schedule;

import dev.cleanup.support.LogSafeThrowable;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of one start: waits until a run is due, runs it, and goes on until it is stopped. */
final class SchedulerThread implements Runnable {

    /** The clock is looked at this often, however far the next run: it may be set, and a machine may sleep. */
    static final Duration LOOK = Duration.ofMinutes(1);

    /** How often it is tried again while another schedule of the composition has its turn. */
    static final Duration TURN = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private final RunTracker runs;
    private final Schedule schedule;
    private final FirstRun firstRun;
    private final Waiter pause;
    private final Thread thread;
    private final Instant startedAt;
    private final long endedBefore;
    private volatile boolean stopping;

    SchedulerThread(RunTracker runs, Schedule schedule, FirstRun firstRun, Waiter pause) {
        this.runs = runs;
        this.schedule = schedule;
        this.firstRun = firstRun;
        this.pause = pause;
        this.startedAt = runs.now();
        this.endedBefore = runs.ended();
        this.thread = new Thread(this, "cleanup-" + runs.name());
        thread.setDaemon(true);
    }

    void start() {
        if (firstRun.where() == FirstRun.Where.IN_START) {
            runGuarded();
        }
        thread.start();
    }

    /** When the next run is due. */
    Instant due() {
        Instant now = runs.now();
        return runs.last()
                .filter(last -> last.number() > endedBefore)
                .map(last -> schedule.next(last.end(), now))
                .orElseGet(() -> firstRun.due().next(startedAt, now));
    }

    void wake() {
        pause.wake();
    }

    boolean isStopping() {
        return stopping;
    }

    @Override
    public void run() {
        while (!stopping) {
            rest(step());
        }
    }

    /** Runs if that is due; how long to rest then. Whatever is thrown, the schedule goes on. */
    private Duration step() {
        try {
            Duration wait = Duration.between(runs.now(), due());
            if (!wait.isZero() && !wait.isNegative()) {
                return wait.compareTo(LOOK) < 0 ? wait : LOOK;
            }
            return runs.tryRun(this::isStopping).isPresent() ? Duration.ZERO : TURN;
        } catch (Throwable fault) {
            LOG.error(
                    "A scheduled run of cleanup {} broke off; the schedule goes on",
                    runs.name(),
                    LogSafeThrowable.of(fault));
            return LOOK;
        }
    }

    private void runGuarded() {
        try {
            if (runs.tryRun(this::isStopping).isEmpty()) {
                LOG.warn("The first run of cleanup {} was left out: another one is under way", runs.name());
            }
        } catch (RuntimeException | Error fault) {
            LOG.error(
                    "The first run of cleanup {} broke off; the schedule starts anyway",
                    runs.name(),
                    LogSafeThrowable.of(fault));
        }
    }

    private void rest(Duration time) {
        try {
            if (!time.isZero()) {
                pause.await(time);
            }
        } catch (InterruptedException stray) {
            // Not from stop(), which would end the loop: a run was interrupted, and its interruption is used up here.
            LOG.debug("The schedule of cleanup {} was interrupted and goes on", runs.name());
        }
    }

    /** Ends the loop, and its run between two items; true if neither is left within the bound. */
    boolean stop(Duration bound) {
        stopping = true;
        pause.wake();
        if (Thread.currentThread() == thread) {
            return false;
        }
        try {
            thread.join(Math.max(1, bound.toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("A run of cleanup {} did not end within {} and is interrupted", runs.name(), bound);
            thread.interrupt();
        }
        return !thread.isAlive() && !runs.isRunning();
    }
}
