package dev.cleanup.schedule;

import dev.cleanup.Cleanup;
import dev.cleanup.outcome.Failure;
import dev.cleanup.report.CleanupReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** The runs of one schedule, of which there are never two at once, and how the last of them ended. Thread-safe. */
final class RunTracker {

    /** How the last run ended. */
    record Last(long number, Instant end, Optional<CleanupReport> report, Optional<Failure> brokeOff) {}

    private final Cleanup cleanup;
    private final InstantSource clock;
    private final Semaphore turn;
    private volatile boolean running;
    private volatile boolean ending;
    private volatile Optional<Last> last = Optional.empty();

    RunTracker(Cleanup cleanup, InstantSource clock) {
        this.cleanup = cleanup;
        this.clock = clock;
        this.turn = ScheduleLocks.of(cleanup.name());
    }

    String name() {
        return cleanup.name();
    }

    Instant now() {
        return clock.instant();
    }

    boolean isRunning() {
        return running;
    }

    Optional<Last> last() {
        return last;
    }

    /** How many runs have ended. */
    long ended() {
        return last.map(Last::number).orElse(0L);
    }

    /** Runs, unless a run of this composition is under way. */
    Optional<CleanupReport> tryRun(BooleanSupplier stop) {
        return tryRun(UnaryOperator.identity(), stop);
    }

    Optional<CleanupReport> tryRun(UnaryOperator<Cleanup> way, BooleanSupplier stop) {
        Cleanup once = requireSame(way.apply(cleanup)).stopWhen(stop).stopWhen(() -> ending);
        if (!turn.tryAcquire()) {
            return Optional.empty();
        }
        running(true);
        try {
            return Optional.of(run(once));
        } finally {
            running(false);
            turn.release();
        }
    }

    /** No run is ended that was not under way when somebody asked for it. */
    private synchronized void running(boolean now) {
        running = now;
        ending = false;
    }

    /** Has a run under way end between two items; whether there is one. */
    synchronized boolean endRun() {
        ending = running;
        return running;
    }

    private Cleanup requireSame(Cleanup once) {
        if (!once.name().equals(name())) {
            throw new IllegalArgumentException("cleanup (" + once.name() + ") must be that of this schedule, " + name()
                    + ": its runs would count as the other's. Narrow the one that is given");
        }
        return once;
    }

    private CleanupReport run(Cleanup once) {
        try {
            CleanupReport report = once.run();
            ended(Optional.of(report), Optional.empty());
            return report;
        } catch (RuntimeException | Error fault) {
            ended(last.flatMap(Last::report), Optional.of(Failure.of(fault)));
            throw fault;
        }
    }

    private void ended(Optional<CleanupReport> report, Optional<Failure> brokeOff) {
        last = Optional.of(new Last(ended() + 1, now(), report, brokeOff));
    }
}
