package dev.cleanup.policy;

import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Removes files whose newest time lies at least some time ago.
 *
 * @param age how long ago at least; the boundary is inclusive
 */
public record OlderThan(Duration age) implements ItemPolicy {

    /** No file is older than this: earlier times come from stores and tools that put a zero where they know nothing. */
    static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    /**
     * Checks the age.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public OlderThan {
        Ages.requirePositive("age", age);
    }

    @Override
    public String description() {
        return "older than " + Ages.words(age);
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.FILE_TIMES);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        Reading<Times> times = facts.read(Fact.FILE_TIMES);
        return times instanceof Reading.Known<Times> known
                ? judge(known.value(), now)
                : Decision.unknown("its times could not be read");
    }

    private Decision judge(Times times, Instant now) {
        if (!times.unreadForAge().isEmpty()) {
            return Decision.unknown("could not read its time of kind " + times.unreadForAge());
        }
        Map<Times.Kind, Instant> known = times.forAge();
        if (known.isEmpty()) {
            return Decision.unknown("it has none of the times that an age counts from");
        }
        if (Collections.min(known.values()).compareTo(EARLIEST) <= 0) {
            return Decision.unknown("one of its times lies before 1980, so it is no real time: " + known);
        }
        Instant newest = Collections.max(known.values());
        if (newest.isAfter(now)) {
            return Decision.unknown("its newest time " + newest + " lies in the future");
        }
        String evidence = "newest time " + newest + ", " + Ages.words(Duration.between(newest, now)) + " ago";
        return Duration.between(newest, now).compareTo(age) >= 0
                ? Decision.remove(Reason.Kind.AGE, evidence)
                : Decision.keep(Reason.Kind.AGE, evidence);
    }
}
