package dev.cleanup.examples.chatterbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations as answers say them: in hours, 24 or 0.5. */
final class Hours {

    private static final BigDecimal MILLIS_AN_HOUR = BigDecimal.valueOf(3_600_000);
    private static final int DIGITS = 6;

    private Hours() {}

    static BigDecimal of(Duration time) {
        BigDecimal hours = BigDecimal.valueOf(time.toMillis()).divide(MILLIS_AN_HOUR, DIGITS, RoundingMode.HALF_UP);
        // 24 rather than 24.000000, and 10 rather than 1E+1
        return hours.stripTrailingZeros()
                .setScale(Math.max(0, hours.stripTrailingZeros().scale()));
    }
}
