package dev.cleanup.schedule;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that cannot always say what time it is, which breaks a run off before it has begun. */
final class BreakingClock implements InstantSource {

    private final InstantSource clock;
    private volatile boolean broken;

    BreakingClock(InstantSource clock) {
        this.clock = clock;
    }

    void breaks(boolean breaks) {
        broken = breaks;
    }

    @Override
    public Instant instant() {
        if (broken) {
            throw new IllegalStateException("no time today");
        }
        return clock.instant();
    }
}
