package dev.cleanup.jdbc.internal.time;

import dev.cleanup.jdbc.internal.sql.SqlFragment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A column that holds a time, and how it is compared. Immutable. */
public interface TimeColumn {

    /** What rounding and clock changes may move a comparison by. */
    Duration SLACK = Duration.ofHours(25);

    /** The earliest instant that every database can compare with. */
    Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");

    /** The latest instant that every database can compare with. */
    Instant LATEST = Instant.parse("2037-01-01T00:00:00Z");

    /** What to select. */
    String selected();

    /**
     * The time of a row, or null where it has none.
     *
     * @throws SQLException if the value cannot be read
     * @throws RuntimeException if the value is no such time
     */
    @Nullable
    Instant read(ResultSet row, int position) throws SQLException;

    /** A condition that all rows meet whose time is at or before an instant; some others may, too. */
    default SqlFragment notAfter(Instant instant) {
        return isComparable(instant) ? compared("<=", instant.plus(SLACK)) : SqlFragment.ANY_ROW;
    }

    /** A condition that all rows meet whose time is at or after an instant; some others may, too. */
    default SqlFragment notBefore(Instant instant) {
        return isComparable(instant) ? compared(">=", instant.minus(SLACK)) : SqlFragment.ANY_ROW;
    }

    private static boolean isComparable(Instant instant) {
        return instant.isAfter(EARLIEST) && instant.isBefore(LATEST);
    }

    /** The comparison in SQL, or {@link SqlFragment#ANY_ROW} where there is none to rely on. */
    SqlFragment compared(String operator, Instant instant);
}
