package dev.cleanup.internal.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations for people. */
public final class Spans {

    private Spans() {}

    /** The two largest units that are not zero, such as {@code 2 days 3 hours}, down to seconds. */
    public static String words(Duration span) {
        List<String> words = new ArrayList<>();
        add(words, span.toDays(), "day");
        add(words, span.toHoursPart(), "hour");
        add(words, span.toMinutesPart(), "minute");
        add(words, span.toSecondsPart(), "second");
        return words.isEmpty() ? "less than a second" : String.join(" ", words.subList(0, Math.min(2, words.size())));
    }

    private static void add(List<String> words, long count, String unit) {
        if (count != 0) {
            words.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
