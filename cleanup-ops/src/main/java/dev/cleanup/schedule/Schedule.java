package dev.cleanup.schedule;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When runs are due: an interval after the last end, or a time of day in a zone. A value, immutable, printed in words.
 *
 * <p>On the two days of the year that daylight saving makes longer or shorter, a time of day is due exactly once: a time
 * that is skipped is due when the clock jumps, a time that is repeated when it comes first.
 *
 * <p>What became due while nobody could run it, as on a machine that slept, is due at once, and once only. A clock that is
 * set back delays nothing: it is counted from the earlier of the last end and now. So a time of day that comes a second time
 * by such a correction is due a second time.
 */
public sealed interface Schedule permits FixedDelaySchedule, TimeOfDaySchedule {

    /**
     * Due some time after the last run ended, whoever had asked for that run.
     *
     * @param interval how long after, at least a second
     * @return the schedule
     * @throws IllegalArgumentException if it is shorter
     */
    static Schedule every(Duration interval) {
        if (requireNonNull(interval, "interval").compareTo(FixedDelaySchedule.SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "interval (" + interval + ") must be at least " + FixedDelaySchedule.SHORTEST
                            + ": a shorter one would never let the machine rest. Use minutes or hours");
        }
        return new FixedDelaySchedule(interval);
    }

    /**
     * Due some hours after the last run ended, whoever had asked for that run.
     *
     * @param hours how many, whole or not: 0.5 is half an hour
     * @return the schedule
     * @throws IllegalArgumentException if it is shorter than a second, or no number
     */
    static Schedule everyHours(double hours) {
        if (!(hours > 0 && hours <= FixedDelaySchedule.MOST_HOURS)) {
            throw new IllegalArgumentException(
                    "hours (" + hours + ") must be more than 0 and at most " + FixedDelaySchedule.MOST_HOURS
                            + ": no schedule counts with another number. Use 0.5 for half an hour");
        }
        return every(Duration.ofMillis(Math.round(hours * 3_600_000)));
    }

    /**
     * Due each day at a time.
     *
     * @param time the time of day
     * @param zone where the clock hangs that shows it
     * @return the schedule
     */
    static Schedule daily(LocalTime time, ZoneId zone) {
        return new TimeOfDaySchedule(Optional.empty(), time, zone);
    }

    /**
     * Due each week at a time of one day.
     *
     * @param day the day of the week
     * @param time the time of day
     * @param zone where the clock hangs that shows it
     * @return the schedule
     */
    static Schedule weekly(DayOfWeek day, LocalTime time, ZoneId zone) {
        return new TimeOfDaySchedule(Optional.of(day), time, zone);
    }

    /**
     * When the next run is due. A pure function.
     *
     * @param lastEnd when the last run ended, or the schedule began
     * @param now the instant by the same clock
     * @return the instant; one that is not after now is due now
     */
    Instant next(Instant lastEnd, Instant now);
}
