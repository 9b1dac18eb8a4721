package dev.cleanup.jdbc.internal.time;

import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time as ISO text.
 *
 * @param column where it stands
 * @param zone in which zone it lies unless it says so itself
 */
public record TextTime(Column column, ZoneId zone) implements TimeColumn {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM:ss", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    @Override
    public String selected() {
        return column.sql();
    }

    @Override
    public @Nullable Instant read(ResultSet row, int position) throws SQLException {
        String text = row.getString(position);
        return text == null || text.isBlank() ? null : instant(text.strip());
    }

    private Instant instant(String text) {
        TemporalAccessor time = FORMAT.parseBest(
                text.replaceFirst("^(.{10}) ", "$1T"), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (time instanceof OffsetDateTime there) {
            return there.toInstant();
        }
        return time instanceof LocalDateTime local
                ? ZonelessTime.latest(local, zone)
                : DayTime.end(LocalDate.from(time), zone);
    }

    /** Texts are not compared: one that is no time at all must be found, too, since it is to be reported. */
    @Override
    public SqlFragment compared(String operator, Instant instant) {
        return SqlFragment.ANY_ROW;
    }
}
