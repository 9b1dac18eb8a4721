package dev.cleanup.jdbc.internal.time;

import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A timestamp without a zone.
 *
 * @param column where it stands
 * @param zone in which zone it lies
 */
public record ZonelessTime(Column column, ZoneId zone) implements TimeColumn {

    @Override
    public String selected() {
        return column.sql();
    }

    @Override
    public @Nullable Instant read(ResultSet row, int position) throws SQLException {
        LocalDateTime time = row.getObject(position, LocalDateTime.class);
        return time == null ? null : latest(time, zone);
    }

    /** Of an hour that comes twice the later one is meant, so that nothing is due too early. */
    static Instant latest(LocalDateTime time, ZoneId zone) {
        return time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    @Override
    public SqlFragment compared(String operator, Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, zone);
        return SqlFragment.of(
                column.sql() + " " + operator + " ?",
                (position, statement, context) -> statement.setObject(position, time));
    }
}
