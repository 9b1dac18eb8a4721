package dev.cleanup.examples.faceswap;

import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.schedule.CleanupScheduler;
import dev.cleanup.schedule.Schedule;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When FaceSwap cleans up: all of it each day, results and orphans on Sundays, and what somebody asks for in between. There
 * is one run at a time. Safe for use by several threads.
 */
final class Schedules implements AutoCloseable {

    final CleanupScheduler daily;
    final CleanupScheduler weekly;
    private final FaceSwapCleanup cleanup;
    private final AtomicBoolean stopping = new AtomicBoolean();

    Schedules(FaceSwapCleanup cleanup, FaceSwapSettings settings, InstantSource clock) {
        this.cleanup = cleanup;
        this.daily = CleanupScheduler.of(
                        cleanup.all(settings.resultDays()).requestedBy("daily schedule"),
                        Schedule.daily(settings.daily(), settings.zone()))
                .clock(clock)
                .build();
        this.weekly = CleanupScheduler.of(
                        cleanup.oldResultsAndOrphans(settings.resultDays()).requestedBy("weekly schedule"),
                        Schedule.weekly(DayOfWeek.SUNDAY, settings.weekly(), settings.zone()))
                .clock(clock)
                .build();
    }

    void start() {
        daily.start();
        weekly.start();
    }

    /** Finishes what runs have begun that the process did not survive. */
    void finishWhatWasBegun() {
        cleanup.unfinished()
                .forEach(rest -> rest.requestedBy("start").asRunnable().run());
    }

    /** Runs now, on this thread; empty if another run is under way. */
    Optional<CleanupReport> runNow(Cleanup once) {
        return daily.runNow(scheduled -> once.stopWhen(stopping::get));
    }

    /** Ends the run under way between two items; whether there is one. */
    boolean cancel() {
        return daily.endRun() || weekly.endRun();
    }

    /** Also ends a run that somebody asked for by hand, which the schedules would wait for. */
    @Override
    public void close() {
        stopping.set(true);
        daily.close();
        weekly.close();
    }
}
