package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.support.DurationText;
import java.time.Duration;
import java.time.Instant;

/**
 * A time that records have, such as when they were created, to make rules from. Immutable.
 *
 * <p>The rules take the time as the record has it, whatever it is. A record that has none, or whose time could not be
 * read, is not judged: the decision is unknown, under <i>not</i> too, as a comparison with null is in SQL.
 *
 * @param name the host's name for it
 */
public record RecordTime(String name) {

    /** When a record came into being. */
    static final RecordTime CREATED = new RecordTime("created");

    /** When the work on a record ended. */
    static final RecordTime COMPLETED = new RecordTime("completed");

    /** When a record was last used. */
    static final RecordTime LAST_USED = new RecordTime("last-used");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public RecordTime {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name (" + name + ") of a time must not be blank: no record could have"
                    + " it. Use the name that its source gives it, such as created");
        }
    }

    /**
     * The fact that holds it.
     *
     * @return the fact
     */
    public Fact<Instant> fact() {
        return Fact.time(name);
    }

    /**
     * Removes records whose time lies at least that long ago. A time in the future keeps the record.
     *
     * @param age how long ago at least; the boundary is inclusive, to the nanosecond
     * @return the rule
     * @throws IllegalArgumentException if the age is zero or negative
     */
    public ItemPolicy olderThan(Duration age) {
        return new TimeOlderThan(this, age);
    }

    /**
     * Removes records whose time lies before an instant.
     *
     * @param instant the first instant that does not count any more
     * @return the rule
     */
    public ItemPolicy before(Instant instant) {
        return new TimeBefore(this, instant);
    }

    /**
     * Removes records whose time lies in a range.
     *
     * @param from the first instant that counts
     * @param until the first instant that does not count any more
     * @return the rule
     * @throws IllegalArgumentException if the range is empty
     */
    public ItemPolicy between(Instant from, Instant until) {
        return new TimeBetween(this, from, until);
    }

    /** How a phrase about it begins: {@code created}, {@code with downloaded_at}. */
    String phrase() {
        if (equals(CREATED) || equals(COMPLETED)) {
            return name;
        }
        return equals(LAST_USED) ? "last used" : "with " + RuleText.quoted(name);
    }

    /** What a record says about it: {@code created 2026-01-01T00:00:00Z, 8 days ago}. */
    String evidence(Instant time, Instant now) {
        return name + " " + time + ", " + DurationText.fromNow(time, now);
    }

    /** What a record says that does not have it. */
    String evidenceOfNone() {
        return "it has no time " + name;
    }

    @Override
    public String toString() {
        return name;
    }
}
