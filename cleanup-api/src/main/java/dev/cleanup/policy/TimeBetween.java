package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * Removes records of which one time lies in a range.
 *
 * <p>Where the record does not have the time, or it could not be read, the decision is unknown.
 *
 * @param time which time
 * @param from the first instant that counts
 * @param until the first instant that does not count any more
 */
public record TimeBetween(RecordTime time, Instant from, Instant until) implements ItemPolicy {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the range is empty
     */
    public TimeBetween {
        requireNonNull(time, "time");
        requireNonNull(from, "from");
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("until (" + until + ") must lie after from (" + from
                    + "): no time lies in that range, and under not() every time would. Swap them, or choose a later"
                    + " until: it is the first instant that does not count any more");
        }
    }

    @Override
    public String description() {
        return time.phrase() + " from " + from + " until before " + until;
    }

    @Override
    public String negatedDescription() {
        return time.phrase() + " outside of " + from + " until before " + until;
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
                at -> FactCheck.found(contains(at), Reason.Kind.AGE, time.evidence(at, now)),
                () -> FactCheck.missing(Reason.Kind.AGE, time.evidenceOfNone()));
    }

    private boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
