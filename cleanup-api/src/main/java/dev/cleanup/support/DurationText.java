package dev.cleanup.support;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Durations as settings and as words. */
public final class DurationText {

    private static final String[] UNITS = {"day", "hour", "minute", "second", "nanosecond"};

    private DurationText() {}

    /** Refuses an age of nothing, and says what ages like this one are good for. */
    public static void requirePositive(String name, Duration duration, String purpose) {
        if (requireNonNull(duration, name).isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " (" + duration + ") must be positive: " + purpose);
        }
    }

    /** All units that are not zero, such as {@code 2 days 3 hours 5 minutes}. */
    public static String exactly(Duration duration) {
        return words(duration, UNITS.length);
    }

    /** The two largest units that are not zero, such as {@code 2 days 3 hours}; of a second and more, whole seconds. */
    static String words(Duration duration) {
        Duration whole = duration.truncatedTo(ChronoUnit.SECONDS);
        return words(whole.isZero() ? duration : whole, 2);
    }

    /** An instant without fractions of a second, as it would print itself, in a fifth of the time: each file is judged. */
    public static String toTheSecond(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        return utc + (utc.getSecond() == 0 ? ":00Z" : "Z");
    }

    /** How far from now an instant lies, such as {@code 2 days 3 hours ago} or {@code in 5 minutes}. */
    public static String fromNow(Instant time, Instant now) {
        // Counted in nanoseconds, what lies three centuries away would cost an exception.
        Duration age =
                Duration.ofSeconds(now.getEpochSecond() - time.getEpochSecond(), (long) now.getNano() - time.getNano());
        return age.isNegative() ? "in " + words(age.negated()) : words(age) + " ago";
    }

    private static String words(Duration duration, int most) {
        long[] counts = {
            duration.toDays(),
            duration.toHoursPart(),
            duration.toMinutesPart(),
            duration.toSecondsPart(),
            duration.toNanosPart()
        };
        StringBuilder words = new StringBuilder();
        for (int i = 0, used = 0; i < counts.length && used < most; i++) {
            if (counts[i] != 0) {
                words.append(used++ == 0 ? "" : " ").append(counts[i]).append(' ');
                words.append(UNITS[i]).append(counts[i] == 1 ? "" : "s");
            }
        }
        return words.isEmpty() ? "0 seconds" : words.toString();
    }
}
