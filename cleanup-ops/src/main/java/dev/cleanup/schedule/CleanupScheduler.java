package dev.cleanup.schedule;

import static java.util.Objects.requireNonNull;

import dev.cleanup.Cleanup;
import dev.cleanup.outcome.Failure;
import dev.cleanup.report.CleanupReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a cleanup by a schedule, on one daemon thread of its own, which lives from {@link #start} to {@link #stop}.
 *
 * <pre>{@code
 * CleanupScheduler nightly = CleanupScheduler.of(cleanup, Schedule.daily(LocalTime.of(3, 0), zone))
 *         .firstRunInBackground()
 *         .build();
 * nightly.start();
 * }</pre>
 *
 * <p>There are never two runs at once: schedules of one composition in a JVM take turns, and a manual run between them is
 * one of theirs. A run that fails, or breaks off, ends nothing. Hosts that run a composition past its scheduler, with
 * {@link Cleanup#run}, have scheduled runs skipped meanwhile.
 *
 * <p>Thread-safe.
 */
public final class CleanupScheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private final RunTracker runs;
    private final Schedule schedule;
    private final FirstRun firstRun;
    private final Duration stopsWithin;
    private final Supplier<Waiter> pauses;
    private Optional<SchedulerThread> worker = Optional.empty();

    CleanupScheduler(
            RunTracker runs, Schedule schedule, FirstRun firstRun, Duration stopsWithin, Supplier<Waiter> pauses) {
        this.runs = runs;
        this.schedule = schedule;
        this.firstRun = firstRun;
        this.stopsWithin = stopsWithin;
        this.pauses = pauses;
    }

    /**
     * Begins a scheduler.
     *
     * @param cleanup what is run, whole or {@linkplain Cleanup#only narrowed} to some tasks
     * @param schedule when
     * @return a builder
     */
    public static CleanupSchedulerBuilder of(Cleanup cleanup, Schedule schedule) {
        return new CleanupSchedulerBuilder(cleanup, schedule);
    }

    /** Starts the schedule. Where it was started before, this is logged and nothing else. */
    public void start() {
        SchedulerThread started;
        synchronized (this) {
            if (worker.isPresent()) {
                LOG.warn("The schedule of cleanup {} was started already, which does nothing more", runs.name());
                return;
            }
            started = new SchedulerThread(runs, schedule, firstRun, pauses.get());
            worker = Optional.of(started);
        }
        started.start();
        LOG.info("Cleanup {} runs {}, first {}", runs.name(), schedule, firstRun);
    }

    /**
     * Stops the schedule. A run under way ends between two items, with a true report; where it has not ended within the
     * bound, its thread is interrupted and left alone. Where the schedule was not started, this is logged and nothing else.
     *
     * @return whether no run is left; false as well when called by a listener of such a run
     */
    public boolean stop() {
        Optional<SchedulerThread> stopped;
        synchronized (this) {
            stopped = worker;
            worker = Optional.empty();
        }
        if (stopped.isEmpty()) {
            LOG.warn("The schedule of cleanup {} was not started, so there is nothing to stop", runs.name());
            return true;
        }
        return stopped.get().stop(stopsWithin);
    }

    /** Stops the schedule, if it was started. */
    @Override
    public void close() {
        if (isStarted()) {
            stop();
        }
    }

    /**
     * Runs now, on the caller's thread, whether or not the schedule was started. An interval counts from its end.
     *
     * @return the report; empty if a run is under way
     */
    public Optional<CleanupReport> runNow() {
        return runNow(UnaryOperator.identity());
    }

    /**
     * Runs now in a way of its own, such as {@code cleanup -> cleanup.by("alice").only("orphaned-files")}; otherwise as
     * {@link #runNow()}.
     *
     * @param way makes of what the schedule runs what is run this once
     * @return the report; empty if a run is under way
     * @throws IllegalArgumentException if that is another cleanup
     */
    public Optional<CleanupReport> runNow(UnaryOperator<Cleanup> way) {
        return runs.tryRun(requireNonNull(way, "way"), () -> false);
    }

    /**
     * Ends the run under way between two items, with a true report, whoever asked for it. Does not wait for that; the
     * schedule goes on.
     *
     * @return whether a run of this schedule is under way
     */
    public boolean endRun() {
        return runs.endRun();
    }

    /** Has the schedule look at the clock now rather than within the minute, as after the clock was set. */
    public synchronized void wake() {
        worker.ifPresent(SchedulerThread::wake);
    }

    private synchronized boolean isStarted() {
        return worker.isPresent();
    }

    /**
     * How the schedule stands.
     *
     * @return what is true at this moment
     */
    public synchronized SchedulerStatus status() {
        boolean running = runs.isRunning();
        Optional<Instant> next = running ? Optional.empty() : worker.map(SchedulerThread::due);
        Optional<CleanupReport> last = runs.last().flatMap(RunTracker.Last::report);
        Optional<Failure> brokeOff = runs.last().flatMap(RunTracker.Last::brokeOff);
        return new SchedulerStatus(worker.isPresent(), running, next, last, brokeOff);
    }

    @Override
    public String toString() {
        return "cleanup " + runs.name() + " " + schedule;
    }
}
