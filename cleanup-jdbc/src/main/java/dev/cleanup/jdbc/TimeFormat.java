package dev.cleanup.jdbc;

import static java.util.Objects.requireNonNull;

import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.time.DayTime;
import dev.cleanup.jdbc.internal.time.NumberTime;
import dev.cleanup.jdbc.internal.time.TextTime;
import dev.cleanup.jdbc.internal.time.TimeColumn;
import dev.cleanup.jdbc.internal.time.TimeReader;
import dev.cleanup.jdbc.internal.time.UnixTime;
import dev.cleanup.jdbc.internal.time.ZonedTime;
import dev.cleanup.jdbc.internal.time.ZonelessTime;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Types;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How a column holds a time: as the database's own type, as a number or as text.
 *
 * <p>A date is taken for its end, the first instant of the next day, so that nothing is due too early. Null and blank
 * mean that there is no time. Immutable.
 */
public final class TimeFormat {

    private final String description;
    private final TimeReader reader;

    private TimeFormat(String description, TimeReader reader) {
        this.description = description;
        this.reader = reader;
    }

    /**
     * The database's own type, a timestamp with or without zone, or a date.
     *
     * @param zone where values lie that have no zone of their own
     * @return the format
     */
    public static TimeFormat in(ZoneId zone) {
        requireNonNull(zone, "zone");
        return new TimeFormat("timestamps in zone " + zone, column -> ofType(column, zone));
    }

    /**
     * The database's own type of timestamp that has a zone; any other column is an error that names it.
     *
     * @return the format
     */
    public static TimeFormat withZone() {
        return new TimeFormat("timestamps with a zone", TimeFormat::withZone);
    }

    /**
     * Text as ISO 8601 and Python's {@code isoformat()} have it, such as {@code 2026-01-09T12:30:00.123456},
     * {@code 2026-01-09 12:30:00+01:00} or {@code 2026-01-09}.
     *
     * @param zone where values lie that have no zone of their own
     * @return the format
     */
    public static TimeFormat isoText(ZoneId zone) {
        requireNonNull(zone, "zone");
        return new TimeFormat("ISO text in zone " + zone, column -> new TextTime(column, zone));
    }

    /**
     * Seconds since 1970-01-01T00:00:00Z, also with fractions. Zero is unreadable, since it is what nobody set.
     *
     * @return the format
     */
    public static TimeFormat epochSeconds() {
        return new TimeFormat("seconds since 1970", column -> new NumberTime(column, Duration.ofSeconds(1)));
    }

    /**
     * Milliseconds since 1970-01-01T00:00:00Z. Zero is unreadable, since it is what nobody set.
     *
     * @return the format
     */
    public static TimeFormat epochMillis() {
        return new TimeFormat("milliseconds since 1970", column -> new NumberTime(column, Duration.ofMillis(1)));
    }

    /** Returns what reads columns of that format. */
    TimeReader reader() {
        return reader;
    }

    private static TimeColumn ofType(Column column, ZoneId zone) throws SQLException {
        if (hasZone(column)) {
            return withZone(column);
        }
        return switch (column.type()) {
            case Types.TIMESTAMP -> new ZonelessTime(column, zone);
            case Types.DATE -> new DayTime(column, zone);
            default ->
                throw new SQLSyntaxErrorException("column " + column
                        + " is no timestamp and no date: say how it holds a time with TimeFormat.isoText(..),"
                        + " epochSeconds() or epochMillis()");
        };
    }

    private static TimeColumn withZone(Column column) throws SQLException {
        if (!hasZone(column)) {
            throw new SQLSyntaxErrorException("column " + column + " has no zone, so that its values could mean any of"
                    + " 26 hours: say in which zone they lie, such as TimeFormat.in(ZoneOffset.UTC)");
        }
        return column.dialect().showsInstantsInSessionZone() ? new UnixTime(column) : new ZonedTime(column);
    }

    private static boolean hasZone(Column column) {
        String name = column.typeName();
        return column.type() == Types.TIMESTAMP_WITH_TIMEZONE
                || name.equalsIgnoreCase("timestamptz")
                || (column.dialect().showsInstantsInSessionZone() && name.equalsIgnoreCase("TIMESTAMP"));
    }

    /**
     * Says in words how times are held.
     *
     * @return one phrase, such as {@code ISO text in zone Z}
     */
    @Override
    public String toString() {
        return description;
    }
}
