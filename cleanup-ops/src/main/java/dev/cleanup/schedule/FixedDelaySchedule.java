package dev.cleanup.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Due some time after the last end. */
record FixedDelaySchedule(Duration interval) implements Schedule {

    static final Duration SHORTEST = Duration.ofSeconds(1);

    /** A hundred years. */
    static final long MOST_HOURS = 876_000;

    @Override
    public Instant next(Instant lastEnd, Instant now) {
        Instant from = lastEnd.isBefore(now) ? lastEnd : now;
        return Duration.between(from, Instant.MAX).compareTo(interval) < 0 ? Instant.MAX : from.plus(interval);
    }

    @Override
    public String toString() {
        return "every " + interval.toString().substring(1).replace("T", "").toLowerCase(Locale.ROOT)
                + " after the last end";
    }
}
