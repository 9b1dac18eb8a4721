package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import dev.cleanup.support.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Removes records of which one time lies at least some time ago.
 *
 * <p>A time in the future keeps the record. Where the record does not have the time, or it could not be read, the
 * decision is unknown.
 *
 * @param time which time
 * @param age how long ago at least; the boundary is inclusive, to the nanosecond
 */
public record TimeOlderThan(RecordTime time, Duration age) implements ItemPolicy {

    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException if the age is zero or negative
     */
    public TimeOlderThan {
        requireNonNull(time, "time");
        DurationText.requirePositive(
                "age",
                age,
                "records would be due at the very moment of their time " + time.name()
                        + ", or before. Use how long they are still wanted, such as Duration.ofDays(7)");
    }

    /**
     * The newest time that is due, for stores that compare by themselves.
     *
     * @param now the instant of the run
     * @return that instant less the age; the earliest of all instants where there is none so early
     */
    public Instant cutoff(Instant now) {
        return Duration.between(Instant.MIN, now).compareTo(age) <= 0 ? Instant.MIN : now.minus(age);
    }

    @Override
    public String description() {
        return time.phrase() + " at least " + DurationText.exactly(age) + " ago";
    }

    @Override
    public String negatedDescription() {
        return time.phrase() + " less than " + DurationText.exactly(age) + " ago";
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(time.fact());
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return FactCheck.at(
                facts,
                time.fact(),
                at -> FactCheck.found(
                        Duration.between(at, now).compareTo(age) >= 0, Reason.Kind.AGE, time.evidence(at, now)),
                () -> FactCheck.missing(Reason.Kind.AGE, time.evidenceOfNone()));
    }
}
