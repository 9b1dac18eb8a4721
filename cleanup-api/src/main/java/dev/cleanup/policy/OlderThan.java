package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import dev.cleanup.support.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Removes files whose newest time lies at least some time ago.
 *
 * <p>The newest counts among modification, status-change and birth, as far as the storage has them. The decision is
 * unknown where one of them could not be read, lies in the future or before 1980, or where there is none.
 *
 * @param age how long ago at least; the boundary is inclusive, to the nanosecond
 */
public record OlderThan(Duration age) implements ItemPolicy {

    /**
     * Checks the age.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public OlderThan {
        DurationText.requirePositive(
                "age",
                age,
                "it protects what was stored a moment ago and is not yet referenced."
                        + " Use the longest time from storing to referencing, such as Duration.ofHours(24)");
    }

    @Override
    public String description() {
        return "older than " + DurationText.exactly(age);
    }

    @Override
    public String negatedDescription() {
        return "younger than " + DurationText.exactly(age);
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.FILE_TIMES);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        FactValue<Instant> newest = NewestTime.of(facts);
        if (newest instanceof FactValue.Known<Instant> known) {
            return judge(known.value(), now);
        }
        return Decision.unknown(
                newest instanceof FactValue.Unreadable<Instant> unreadable ? unreadable.why() : "no time");
    }

    private Decision judge(Instant newest, Instant now) {
        if (newest.isAfter(now)) {
            return Decision.unknown("its newest time " + newest + " lies in the future");
        }
        return FactCheck.found(
                Duration.between(newest, now).compareTo(age) >= 0,
                Reason.Kind.AGE,
                "newest time " + DurationText.toTheSecond(newest) + ", " + DurationText.fromNow(newest, now));
    }
}
