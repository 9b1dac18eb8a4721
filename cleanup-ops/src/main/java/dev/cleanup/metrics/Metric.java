package dev.cleanup.metrics;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * One number at one moment. Immutable.
 *
 * @param name what is counted or measured, in small letters with dots, such as {@code cleanup.files.deleted}
 * @param tags of what: the cleanup, the task, the outcome; never the name of a file
 * @param kind how the number behaves
 * @param unit what it is a number of, such as {@code files} or {@code bytes}
 * @param count how often a timer was used; zero for what is no timer
 * @param value the number; of a timer all its seconds together; not a number where it could not be found out
 */
public record Metric(String name, Map<String, String> tags, Kind kind, String unit, long count, double value) {

    /** How a number behaves. */
    public enum Kind {
        /** Only grows. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** A count and the time that it took in all; both only grow. */
        TIMER
    }

    /** Copies the tags. */
    public Metric {
        requireNonNull(name, "name");
        tags = Map.copyOf(tags);
        requireNonNull(kind, "kind");
        requireNonNull(unit, "unit");
    }

    /** What this becomes when another reading of the same number comes in. */
    Metric then(Metric next) {
        return kind == Kind.GAUGE ? next : new Metric(name, tags, kind, unit, count + next.count, value + next.value);
    }
}
