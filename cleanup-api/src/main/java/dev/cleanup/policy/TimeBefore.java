package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * Removes records of which one time lies before an instant.
 *
 * <p>Where the record does not have the time, or it could not be read, the decision is unknown.
 *
 * @param time which time
 * @param instant the first instant that does not count any more
 */
public record TimeBefore(RecordTime time, Instant instant) implements ItemPolicy {

    /** Checks that both parts are there. */
    public TimeBefore {
        requireNonNull(time, "time");
        requireNonNull(instant, "instant");
    }

    @Override
    public String description() {
        return time.phrase() + " before " + instant;
    }

    @Override
    public String negatedDescription() {
        return time.phrase() + " not before " + instant;
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
                at -> FactCheck.found(at.isBefore(instant), Reason.Kind.AGE, time.evidence(at, now)),
                () -> FactCheck.missing(Reason.Kind.AGE, time.evidenceOfNone()));
    }
}
