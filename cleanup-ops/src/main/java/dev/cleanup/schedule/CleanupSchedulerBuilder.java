package dev.cleanup.schedule;

import static java.util.Objects.requireNonNull;

import dev.cleanup.Cleanup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Composes a {@link CleanupScheduler}.
 *
 * <p>Not thread-safe. Settings conflict when used twice; {@link #build} leaves the builder as it is.
 */
public final class CleanupSchedulerBuilder {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final Cleanup cleanup;
    private final Schedule schedule;
    private Optional<FirstRun> firstRun = Optional.empty();
    private Optional<Duration> stopsWithin = Optional.empty();
    private Optional<InstantSource> clock = Optional.empty();

    CleanupSchedulerBuilder(Cleanup cleanup, Schedule schedule) {
        this.cleanup = requireNonNull(cleanup, "cleanup");
        this.schedule = requireNonNull(schedule, "schedule");
    }

    /**
     * Has {@link CleanupScheduler#start} itself run once, and return when that run has ended. Default: the first run is
     * made when the schedule says so.
     *
     * @return this builder
     * @throws IllegalStateException if another first run was chosen before
     */
    public CleanupSchedulerBuilder firstRunAtOnce() {
        return firstRun(new FirstRun("at once", FirstRun.NOW, FirstRun.Where.IN_START));
    }

    /**
     * Has the first run made as soon as the schedule is started, on its own thread, so that the start is not delayed.
     *
     * @return this builder
     * @throws IllegalStateException if another first run was chosen before
     */
    public CleanupSchedulerBuilder firstRunInBackground() {
        return firstRun(new FirstRun("in background", FirstRun.NOW, FirstRun.Where.ON_THREAD));
    }

    /**
     * Has the first run made some time after the start.
     *
     * @param delay how long after
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException if another first run was chosen before
     */
    public CleanupSchedulerBuilder firstRunAfter(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("firstRunAfter (" + delay
                    + ") must not be negative: a start cannot wait for the past. Use firstRunInBackground()");
        }
        return firstRun(new FirstRun("after " + delay, new FixedDelaySchedule(delay), FirstRun.Where.ON_THREAD));
    }

    private CleanupSchedulerBuilder firstRun(FirstRun chosen) {
        requireUnset("first run", firstRun);
        firstRun = Optional.of(chosen);
        return this;
    }

    /**
     * Sets how long {@link CleanupScheduler#stop} waits for a run to end by itself. Default: 5 seconds.
     *
     * @param bound how long
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     * @throws IllegalStateException if it was set before
     */
    public CleanupSchedulerBuilder stopsWithin(Duration bound) {
        requireUnset("stopsWithin", stopsWithin);
        if (bound.isZero() || bound.isNegative()) {
            throw new IllegalArgumentException("stopsWithin (" + bound
                    + ") must be positive: no run could end between two items. Use a few seconds");
        }
        stopsWithin = Optional.of(bound);
        return this;
    }

    /**
     * Sets where the time comes from. Default: the system's clock.
     *
     * @param source the clock, the same as the cleanup's
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public CleanupSchedulerBuilder clock(InstantSource source) {
        requireUnset("clock", clock);
        clock = Optional.of(requireNonNull(source, "clock"));
        return this;
    }

    private static void requireUnset(String setting, Optional<?> value) {
        value.ifPresent(set -> {
            throw new IllegalStateException(setting + " was already set to " + set
                    + ": two values for one setting are a mistake, so state it once");
        });
    }

    /**
     * Completes the scheduler, which starts no thread yet.
     *
     * @return the scheduler
     */
    public CleanupScheduler build() {
        return build(Waiter::ofRealTime);
    }

    CleanupScheduler build(Supplier<Waiter> pauses) {
        return new CleanupScheduler(
                new RunTracker(cleanup, clock.orElse(InstantSource.system())),
                schedule,
                firstRun.orElse(FirstRun.whenDue(schedule)),
                stopsWithin.orElse(STOPS_WITHIN),
                pauses);
    }
}
