package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.FactValue;
import dev.cleanup.jsonstore.internal.document.FieldValue;
import dev.cleanup.jsonstore.internal.document.TimeParser;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The form in which a JSON file writes times: declared, never guessed.
 *
 * <p>Null, blank text and a missing member mean that there is no such time. A value of another form is unreadable, and
 * keeps its entry; so is a time before 1980, such as {@code 0001-01-01T00:00:00Z} or zero, which comes of another unit, or
 * means that there is none. Where a form leaves open which instant is meant, the later one is taken: the entry stays longer.
 * Immutable.
 */
public final class JsonTime {

    private final TimeParser form;

    private JsonTime(TimeParser form) {
        this.form = form;
    }

    /**
     * ISO 8601 text with an offset or a zone, such as {@code 2026-01-09T00:00:00Z}; a space may stand for the {@code T}.
     *
     * @return the form
     */
    public static JsonTime iso() {
        return new JsonTime(new TimeParser.IsoText(Optional.empty()));
    }

    /**
     * ISO 8601 text that may do without a zone, such as {@code 2026-01-09T00:00:00}, and then means the local time of the
     * one given here.
     *
     * @param zone the zone of times that name none
     * @return the form
     */
    public static JsonTime isoIn(ZoneId zone) {
        return new JsonTime(new TimeParser.IsoText(Optional.of(requireNonNull(zone, "zone"))));
    }

    /**
     * Numbers of seconds since 1970 in UTC, whole or with a fraction.
     *
     * @return the form
     */
    public static JsonTime epochSeconds() {
        return new JsonTime(new TimeParser.EpochNumber("seconds", 9));
    }

    /**
     * Numbers of milliseconds since 1970 in UTC.
     *
     * @return the form
     */
    public static JsonTime epochMillis() {
        return new JsonTime(new TimeParser.EpochNumber("milliseconds", 6));
    }

    FactValue<Instant> read(FieldValue value) {
        return form.read(value);
    }

    /** Says in words what the form is. */
    @Override
    public String toString() {
        return form.toString();
    }
}
