package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.Facts;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Facts as a test writes them down: what is not mentioned nobody provided. */
record Known(Map<Fact<?>, FactValue<?>> readings) implements Facts {

    static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");

    static Known nothing() {
        return new Known(Map.of());
    }

    static Known file(String key) {
        return nothing().with(Fact.FILE_KEY, FileKey.of(key));
    }

    static Known modified(Instant time) {
        return nothing().with(Fact.FILE_TIMES, FileTimes.modified(time));
    }

    static Known created(Instant time) {
        return nothing().with(Fact.time("created"), time);
    }

    static Known status(String status) {
        return nothing().with(Fact.STATUS, status);
    }

    static Known files(String... keys) {
        return nothing()
                .with(Fact.FILES, List.of(keys).stream().map(FileKey::of).toList());
    }

    <T> Known with(Fact<T> fact, T value) {
        return reading(fact, FactValue.known(value));
    }

    Known without(Fact<?> fact) {
        return reading(fact, FactValue.absent());
    }

    Known unreadable(Fact<?> fact) {
        return reading(fact, FactValue.unreadable("disk on fire"));
    }

    Known reading(Fact<?> fact, FactValue<?> reading) {
        Map<Fact<?>, FactValue<?>> more = new HashMap<>(readings);
        more.put(fact, reading);
        return new Known(Map.copyOf(more));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> FactValue<T> read(Fact<T> fact) {
        FactValue<?> reading = readings.get(fact);
        return reading == null ? FactValue.unreadable("nobody provided " + fact) : (FactValue<T>) reading;
    }

    /** What a rule says of these facts at {@link #NOW}. */
    Verdict by(ItemPolicy policy) {
        return policy.judge(this, NOW).verdict();
    }

    String reasonBy(ItemPolicy policy) {
        return policy.judge(this, NOW).reason().text();
    }
}
