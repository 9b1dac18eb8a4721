package dev.cleanup.examples.hosts;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupTask;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.time.Duration;

/** A host in memory for tasks as a whole: a clock, a storage, and rows that name files of it. */
final class World {

    final ManualClock clock = ManualClock.at("2026-01-09T00:00:00Z");
    final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);
    final InMemoryReferences rows = InMemoryReferences.named("rows");

    /** Stores files of ten bytes each, a month ago. */
    World stored(String... keys) {
        for (String key : keys) {
            storage.put(key, 10, clock.instant().minus(Duration.ofDays(30)));
        }
        return this;
    }

    Cleanup with(CleanupTask task) {
        return Cleanup.of("host", storage)
                .referencedBy(rows)
                .task(task)
                .clock(clock)
                .build();
    }
}
