package dev.cleanup.internal.context;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says at which items of a long stretch to look up from the work: by time, whatever an item costs. For one thread. */
public final class ProgressThrottle {

    /** Twice a second is often enough for people. */
    static final Duration BEAT = Duration.ofMillis(500);

    /** Among quick items, asking the clock at each would cost more than many of them. */
    private static final int FEWEST = 16;

    private static final int MOST = 256;

    /** Items of which so many pass in this time are quick. */
    private static final Duration QUICK = BEAT.dividedBy(50);

    private final InstantSource clock;
    private Instant last;
    private Instant asked;
    private int items;
    private int until = FEWEST;

    public ProgressThrottle(InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
        this.asked = last;
    }

    /** Whether it is time at this item. */
    public boolean beats() {
        if (++items < until) {
            return false;
        }
        Instant now = clock.instant();
        boolean isQuick = Duration.between(asked, now).abs().compareTo(QUICK) < 0;
        until = isQuick ? Math.min(MOST, until * 2) : FEWEST;
        items = 0;
        asked = now;
        boolean isDue = isDue(last, now);
        if (isDue) {
            last = now;
        }
        return isDue;
    }

    /** Whether so much time lies between two instants, in whichever order a clock that was set gave them. */
    static boolean isDue(Instant last, Instant now) {
        return Duration.between(last, now).abs().compareTo(BEAT) >= 0;
    }
}
