package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Durations as settings and as words. */
final class Ages {

    private Ages() {}

    static void requirePositive(String name, Duration duration) {
        if (requireNonNull(duration, name).isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " (" + duration
                    + ") must be positive: it protects what was stored a moment ago and is not yet referenced."
                    + " Use the longest time from storing to referencing, such as Duration.ofHours(24)");
        }
    }

    /** The two largest units that are not zero, such as {@code 2 days 3 hours}. */
    static String words(Duration duration) {
        long[] counts = {duration.toDays(), duration.toHoursPart(), duration.toMinutesPart(), duration.toSecondsPart()};
        String[] units = {"day", "hour", "minute", "second"};
        StringBuilder words = new StringBuilder();
        int used = 0;
        for (int i = 0; i < counts.length && used < 2; i++) {
            if (counts[i] != 0) {
                words.append(used++ == 0 ? "" : " ")
                        .append(counts[i])
                        .append(' ')
                        .append(units[i]);
                words.append(counts[i] == 1 ? "" : "s");
            }
        }
        return used == 0 ? duration.isZero() ? "0 seconds" : "less than a second" : words.toString();
    }
}
