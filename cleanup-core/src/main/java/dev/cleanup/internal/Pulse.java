package dev.cleanup.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says at which items of a long stretch to look up from the work: by time, whatever an item costs. For one thread. */
final class Pulse {

    /** Twice a second is often enough for people. */
    static final Duration BEAT = Duration.ofMillis(500);

    /** Among quick items, asking the clock at each would cost more than many of them. */
    private static final int ITEMS = 64;

    private final InstantSource clock;
    private Instant last;
    private int items;

    Pulse(InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Whether it is time at this item. */
    boolean beats() {
        if (++items % ITEMS != 0) {
            return false;
        }
        Instant now = clock.instant();
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
