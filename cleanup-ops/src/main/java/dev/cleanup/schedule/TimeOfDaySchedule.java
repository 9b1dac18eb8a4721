package dev.cleanup.schedule;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Due at a time of each day, or of one day of the week. */
record TimeOfDaySchedule(Optional<DayOfWeek> day, LocalTime time, ZoneId zone) implements Schedule {

    TimeOfDaySchedule {
        requireNonNull(time, "time");
        requireNonNull(zone, "zone");
    }

    @Override
    public Instant next(Instant lastEnd, Instant now) {
        Instant after = lastEnd.isBefore(now) ? lastEnd : now;
        // A day early: where the clock jumps over midnight, a time of yesterday's date may still be ahead.
        LocalDate date = LocalDate.ofInstant(after, zone).minusDays(1);
        while (!isDay(date) || !due(date).isAfter(after)) {
            date = date.plusDays(1);
        }
        return due(date);
    }

    private boolean isDay(LocalDate date) {
        return day.map(date.getDayOfWeek()::equals).orElse(true);
    }

    private Instant due(LocalDate date) {
        LocalDateTime local = date.atTime(time);
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        // None on the day that skips this time, two on the day that repeats it, the earlier one first.
        return offsets.isEmpty() ? rules.getTransition(local).getInstant() : local.toInstant(offsets.get(0));
    }

    @Override
    public String toString() {
        String days = day.map(one -> "each " + one.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .orElse("daily");
        return days + " at " + time + " " + zone;
    }
}
