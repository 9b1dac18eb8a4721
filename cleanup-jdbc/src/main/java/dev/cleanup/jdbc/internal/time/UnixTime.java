package dev.cleanup.jdbc.internal.time;

import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instant that the database shows in the zone of whoever asks, and counts in seconds.
 *
 * @param column where it stands
 */
public record UnixTime(Column column) implements TimeColumn {

    @Override
    public String selected() {
        return "UNIX_TIMESTAMP(" + column.sql() + ")";
    }

    @Override
    public @Nullable Instant read(ResultSet row, int position) throws SQLException {
        return NumberTime.instant(row.getBigDecimal(position), NumberTime.SECOND);
    }

    @Override
    public SqlFragment compared(String operator, Instant instant) {
        return SqlFragment.of(
                column.sql() + " " + operator + " FROM_UNIXTIME(?)",
                (position, statement, context) -> statement.setLong(position, instant.getEpochSecond()));
    }
}
