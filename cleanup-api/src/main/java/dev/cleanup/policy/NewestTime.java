package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.Facts;
import dev.cleanup.storage.FileTimes;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The time that a file's age counts from: the newest of modification, change and birth, if all can be believed. */
final class NewestTime {

    /** No file is older than this: earlier times come from stores and tools that put a zero where they know nothing. */
    static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    private NewestTime() {}

    static FactValue<Instant> of(Facts facts) {
        FactValue<FileTimes> times = facts.read(Fact.FILE_TIMES);
        if (times instanceof FactValue.Known<FileTimes> known) {
            return of(known.value());
        }
        return FactValue.unreadable(
                times instanceof FactValue.Unreadable<FileTimes> unreadable
                        ? "its times could not be read: " + unreadable.why()
                        : "its times are not there");
    }

    private static FactValue<Instant> of(FileTimes times) {
        if (!times.unreadForAge().isEmpty()) {
            return FactValue.unreadable("could not read its time of kind " + times.unreadForAge());
        }
        Map<FileTimes.Kind, Instant> known = times.forAge();
        if (known.isEmpty()) {
            return FactValue.unreadable("it has none of the times that an age counts from");
        }
        if (Collections.min(known.values()).compareTo(EARLIEST) <= 0) {
            return FactValue.unreadable(
                    "one of its times lies before 1980, so it is no real time: " + new TreeMap<>(known));
        }
        return FactValue.known(Collections.max(known.values()));
    }
}
