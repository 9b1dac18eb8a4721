package dev.cleanup.internal.context;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Tells how long ago a moment was by two clocks, of which the slower one does not count: a composed clock may stand still.
 * Immutable.
 *
 * @param composed the clock of the host
 * @param machine the nanoseconds of the machine, which cannot be set
 */
public record ElapsedTime(InstantSource composed, LongSupplier machine) {

    /** A moment by both clocks. */
    public record Moment(Instant at, long nanos) {}

    /** The composed clock, and the one of this machine. */
    public static ElapsedTime of(InstantSource composed) {
        return new ElapsedTime(composed, System::nanoTime);
    }

    public Moment now() {
        return new Moment(composed.instant(), machine.getAsLong());
    }

    /** Whether no more time than this has passed since a moment, by either clock. */
    public boolean isWithin(Duration time, Moment since) {
        Duration age = Duration.between(since.at(), composed.instant());
        return !age.isNegative() && age.compareTo(time) <= 0 && machine.getAsLong() - since.nanos() <= time.toNanos();
    }
}
