package dev.cleanup.jdbc.internal.time;

import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number of units since 1970.
 *
 * @param column where it stands
 * @param unit what is counted
 */
public record NumberTime(Column column, Duration unit) implements TimeColumn {

    static final Duration SECOND = Duration.ofSeconds(1);

    private static final BigDecimal NANOS = BigDecimal.valueOf(SECOND.toNanos());

    @Override
    public String selected() {
        return column.sql();
    }

    @Override
    public @Nullable Instant read(ResultSet row, int position) throws SQLException {
        return instant(row.getBigDecimal(position), unit);
    }

    static @Nullable Instant instant(@Nullable BigDecimal number, Duration unit) {
        if (number == null) {
            return null;
        }
        if (number.signum() == 0) {
            throw new IllegalArgumentException("0 is no time, but what stands where nobody set one");
        }
        BigInteger[] parts = number.multiply(BigDecimal.valueOf(unit.toNanos()))
                .toBigInteger()
                .divideAndRemainder(NANOS.toBigInteger());
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }

    @Override
    public SqlFragment compared(String operator, Instant instant) {
        if (!column.isNumber()) {
            return SqlFragment.ANY_ROW;
        }
        long number = unit.equals(SECOND) ? instant.getEpochSecond() : instant.toEpochMilli();
        return SqlFragment.of(
                "(" + column.sql() + " " + operator + " ? OR " + column.sql() + " = 0)",
                (position, statement, context) -> statement.setLong(position, number));
    }
}
