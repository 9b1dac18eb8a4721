package dev.cleanup.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of a ledger, which no clock that jumps takes far: what the engine carries from run to run. Immutable.
 *
 * <p>Ledgers keep it as it is, to the microsecond.
 *
 * @param time the ledger's own time: it never goes back
 * @param clock what the clock said at the last run
 * @param highest the latest that the clock ever said
 * @param timeAtHighest the ledger's own time then
 */
public record SightingTime(Instant time, Instant clock, Instant highest, Instant timeAtHighest) {

    /** Cuts the instants to microseconds. */
    public SightingTime {
        time = time.truncatedTo(ChronoUnit.MICROS);
        clock = clock.truncatedTo(ChronoUnit.MICROS);
        highest = highest.truncatedTo(ChronoUnit.MICROS);
        timeAtHighest = timeAtHighest.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The time of a ledger that knows nothing yet.
     *
     * @param now what the clock says
     * @return the time
     */
    public static SightingTime startingAt(Instant now) {
        return new SightingTime(now, now, now, now);
    }
}
