package dev.cleanup.internal.plan;

import dev.cleanup.history.SightingTime;
import dev.cleanup.internal.config.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Moves the time of a ledger on from run to run, by what the clock has moved on.
 *
 * <p>A clock that went back moves it nowhere. Once the clock is right again, no more counts than lies between the two right
 * readings. And a gap too long to be one between two runs counts as half of the wait, so that a clock that jumped ahead does
 * not end a wait alone.
 */
final class SightingClock {

    /** Runs are a week apart at most, as a rule; a longer time between two may be a clock that jumped ahead. */
    private static final Duration LONGEST_GAP = Duration.ofDays(8);

    private final Duration wait;

    SightingClock(Duration wait) {
        this.wait = wait;
    }

    /** The time of the ledger at a run. */
    SightingTime at(Instant now, Optional<SightingTime> before) {
        return before.map(last -> after(last, now)).orElseGet(() -> SightingTime.startingAt(now));
    }

    private SightingTime after(SightingTime last, Instant now) {
        Instant time = last.time().plus(counted(last.clock(), now));
        if (now.isBefore(last.highest())) {
            return new SightingTime(time, now, last.highest(), last.timeAtHighest());
        }
        Instant most = last.timeAtHighest().plus(counted(last.highest(), now));
        Instant bounded = later(last.time(), time.isBefore(most) ? time : most);
        return new SightingTime(bounded, now, now, bounded);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Duration counted(Instant from, Instant to) {
        Duration gap = Duration.between(from, to);
        if (gap.isNegative()) {
            return Duration.ZERO;
        }
        return isPlausible(gap) ? gap : wait.dividedBy(2);
    }

    private boolean isPlausible(Duration gap) {
        return gap.compareTo(LONGEST_GAP) <= 0 || gap.dividedBy(2).compareTo(wait) <= 0;
    }

    /** What a reader must know of the time since the last run, where not all of it counts. */
    Optional<String> remark(Instant now, Optional<SightingTime> before) {
        return before.flatMap(last -> {
            Duration gap = Duration.between(last.clock(), now);
            if (gap.isNegative()) {
                return Optional.of("the clock stands " + Spans.words(gap.negated())
                        + " before that of the last run: waiting for a second" + " sighting goes on when it moves on");
            }
            return isPlausible(gap)
                    ? Optional.empty()
                    : Optional.of("the last run was " + Spans.words(gap)
                            + " ago by the clock, which may have jumped: half of the wait of " + Spans.words(wait)
                            + " counts");
        });
    }
}
