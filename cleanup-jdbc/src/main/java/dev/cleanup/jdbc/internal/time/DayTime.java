package dev.cleanup.jdbc.internal.time;

import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A date, which stands for its end.
 *
 * @param column where it stands
 * @param zone in which zone it lies
 */
public record DayTime(Column column, ZoneId zone) implements TimeColumn {

    @Override
    public String selected() {
        return column.sql();
    }

    @Override
    public @Nullable Instant read(ResultSet row, int position) throws SQLException {
        LocalDate day = row.getObject(position, LocalDate.class);
        return day == null ? null : end(day, zone);
    }

    static Instant end(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    @Override
    public SqlFragment compared(String operator, Instant instant) {
        // The day that ends at an instant is the one before; with the slack, two days cover that, either way.
        LocalDate day = LocalDate.ofInstant(instant, zone).plusDays(operator.equals("<=") ? 2 : -2);
        return SqlFragment.of(
                column.sql() + " " + operator + " ?",
                (position, statement, context) -> statement.setObject(position, day));
    }
}
