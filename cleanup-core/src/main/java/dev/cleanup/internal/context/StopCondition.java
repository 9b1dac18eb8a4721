package dev.cleanup.internal.context;

import dev.cleanup.internal.config.RunLimits;
import dev.cleanup.internal.config.RunOptions;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Says between two items whether a run must end: its deadline was reached, its thread interrupted, its lock lost, its
 * budget used up, or its caller asked for it.
 */
public final class StopCondition {

    /** Ends a listing or a read from within its sink. */
    public static final class HaltedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public HaltedException(String why) {
            super(why, null, false, false);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /** A further reason to end, such as a lock that was lost. */
    public interface Brake {

        /** Never ends a run. */
        Brake NONE = Optional::empty;

        /** Why to end now; empty to go on. */
        Optional<String> reason();
    }

    private static final String INTERRUPTED = "interrupted";

    private final InstantSource clock;
    private final RunOptions call;
    private final RunLimits budget;
    private final Optional<Instant> timeUp;
    private final Brake brake;
    private long files;
    private long bytes;

    public StopCondition(InstantSource clock, Instant start, RunOptions call, RunLimits budget, Brake brake) {
        this.clock = clock;
        this.call = call;
        this.budget = budget;
        this.timeUp = budget.time().map(time -> later(start, time));
        this.brake = brake;
    }

    /** Why to end now; empty to go on. Leaves the interruption set. */
    Optional<String> reason() {
        if (isInterrupted()) {
            return Optional.of(INTERRUPTED);
        }
        return call.stopped()
                .or(() -> call.until().filter(this::isOver).map(end -> "deadline " + end + " reached"))
                .or(() -> timeUp.filter(this::isOver).map(end -> "budget of " + words(budget.time()) + " used up"))
                .or(brake::reason);
    }

    /** An instant and some time; the last of all instants where there is none so late. */
    public static Instant later(Instant start, Duration time) {
        return Duration.between(start, Instant.MAX).compareTo(time) <= 0 ? Instant.MAX : start.plus(time);
    }

    private boolean isOver(Instant end) {
        return !clock.instant().isBefore(end);
    }

    private static String words(Optional<Duration> time) {
        return time.map(Duration::toString).orElse("");
    }

    /** Throws if the run must end. */
    public void check() {
        reason().ifPresent(why -> {
            throw new HaltedException(why);
        });
    }

    /**
     * How work ends that something thrown ended. An interruption breaks channels and connections, so that what fails on an
     * interrupted thread is no fault of its own.
     */
    public static TaskOutcome outcomeOf(Throwable thrown) {
        if (thrown instanceof HaltedException halted) {
            return new TaskOutcome.Stopped(halted.why());
        }
        return isInterrupted() ? new TaskOutcome.Stopped(INTERRUPTED) : new TaskOutcome.Failed(Failure.of(thrown));
    }

    /** What became of an item, on a thread that may be interrupted: what failed for that was not reached. */
    public static Outcome outcomeOf(Outcome outcome) {
        return outcome instanceof Outcome.Failed && isInterrupted() ? new Outcome.NotReached() : outcome;
    }

    /** Throws if the thread is interrupted. */
    public static void checkInterruption() {
        if (isInterrupted()) {
            throw new HaltedException(INTERRUPTED);
        }
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    /** Takes an item from the budget, whole; why not, if it no longer fits. */
    public Optional<String> take(long moreFiles, long moreBytes) {
        Optional<String> full = full(moreFiles, moreBytes);
        if (full.isEmpty()) {
            files += moreFiles;
            bytes += Math.min(moreBytes, Long.MAX_VALUE - bytes);
        }
        return full;
    }

    /** Why an item no longer fits the budget, if it does not; takes nothing. */
    public Optional<String> full(long moreFiles, long moreBytes) {
        if (budget.files().filter(most -> files + moreFiles > most).isPresent()) {
            return Optional.of("budget of " + budget.files().get() + " files used up");
        }
        if (budget.bytes().filter(most -> moreBytes > most - bytes).isPresent()) {
            return Optional.of("budget of " + budget.bytes().get() + " bytes used up");
        }
        return Optional.empty();
    }
}
