package dev.cleanup.policy;

import dev.cleanup.storage.Times;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The time that a file's age counts from: the newest of modification, change and birth, if all can be believed. */
final class NewestTime {

    /** No file is older than this: earlier times come from stores and tools that put a zero where they know nothing. */
    static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    private NewestTime() {}

    static Reading<Instant> of(Facts facts) {
        Reading<Times> times = facts.read(Fact.FILE_TIMES);
        if (times instanceof Reading.Known<Times> known) {
            return of(known.value());
        }
        return Reading.unreadable(
                times instanceof Reading.Unreadable<Times> unreadable
                        ? "its times could not be read: " + unreadable.why()
                        : "its times are not there");
    }

    private static Reading<Instant> of(Times times) {
        if (!times.unreadForAge().isEmpty()) {
            return Reading.unreadable("could not read its time of kind " + times.unreadForAge());
        }
        Map<Times.Kind, Instant> known = times.forAge();
        if (known.isEmpty()) {
            return Reading.unreadable("it has none of the times that an age counts from");
        }
        if (Collections.min(known.values()).compareTo(EARLIEST) <= 0) {
            return Reading.unreadable(
                    "one of its times lies before 1980, so it is no real time: " + new TreeMap<>(known));
        }
        return Reading.known(Collections.max(known.values()));
    }
}
