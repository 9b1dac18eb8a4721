package dev.cleanup.jdbc.internal.time;

import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A timestamp with a zone.
 *
 * @param column where it stands
 */
public record ZonedTime(Column column) implements TimeColumn {

    @Override
    public String selected() {
        return column.sql();
    }

    @Override
    public @Nullable Instant read(ResultSet row, int position) throws SQLException {
        OffsetDateTime time = row.getObject(position, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    @Override
    public SqlFragment compared(String operator, Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        return SqlFragment.of(
                column.sql() + " " + operator + " ?",
                (position, statement, context) -> statement.setObject(position, time));
    }
}
