package dev.cleanup.micrometer;

import static dev.cleanup.CleanupTask.orphans;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.metrics.CleanupMetrics;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CleanupMetersTest {

    private static final Duration DAY = Duration.ofHours(24);

    private final ManualClock clock = ManualClock.at("2026-01-09T12:00:00Z");
    private final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);
    private final InMemoryReferences database = InMemoryReferences.named("database");
    private final MeterRegistry registry = new SimpleMeterRegistry();

    private Search search(String name) {
        return registry.find(name).tag("cleanup", "media");
    }

    @Test
    void runsBecomeMeters() {
        storage.put("used", 10).put("orphan", 10);
        database.add("used");
        clock.step(DAY.multipliedBy(2));
        // region micrometer
        CleanupMetrics metrics = new CleanupMetrics().expect("media", "orphaned-files");
        new CleanupMeters(metrics).bindTo(registry);
        Cleanup cleanup = Cleanup.of("media", storage)
                .referencedBy(database)
                .task(orphans("orphaned-files").olderThan(DAY))
                .listener(metrics)
                // endregion
                .clock(clock)
                // region micrometer
                .build();
        // endregion
        assertThat(search("cleanup.files.deleted").functionCounter().count()).isZero();

        cleanup.run();

        assertThat(search("cleanup.files.deleted")
                        .tag("task", "orphaned-files")
                        .functionCounter()
                        .count())
                .isOne();
        assertThat(search("cleanup.freed").functionCounter().count()).isEqualTo(10);
        assertThat(search("cleanup.orphans").gauge().value()).isOne();
        FunctionTimer runs = search("cleanup.run").tag("outcome", "completed").functionTimer();
        assertThat(runs.count()).isOne();
        assertThat(runs.totalTime(SECONDS)).isPositive();
    }

    @Test
    void numbersThatComeIntoBeingLaterBecomeMetersToo() {
        CleanupMetrics metrics = new CleanupMetrics();
        new CleanupMeters(metrics).bindTo(registry);
        assertThat(registry.getMeters()).isEmpty();

        metrics.storageUsed("uploads", () -> 42);
        metrics.storageQuota("uploads", () -> {
            throw new IllegalStateException("disk gone");
        });

        assertThat(registry.get("cleanup.storage.used")
                        .tag("store", "uploads")
                        .gauge()
                        .value())
                .isEqualTo(42);
        assertThat(registry.get("cleanup.storage.quota").gauge().value()).isNaN();
    }

    @Test
    void unitsAreBaseUnitsAndNoNameHasOne() {
        CleanupMetrics metrics = new CleanupMetrics().expect("media", "orphaned-files");
        new CleanupMeters(metrics).bindTo(registry);

        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .hasSameSizeAs(metrics.read())
                .allSatisfy(id -> assertThat(id.getBaseUnit()).isIn("files", "records", "bytes", "seconds"))
                .allSatisfy(id -> assertThat(id.getName()).matches("cleanup(\\.[a-z]+)+"));
    }

    @Test
    void severalRegistriesMayBeBound() {
        CleanupMetrics metrics = new CleanupMetrics().expect("media");
        CleanupMeters meters = new CleanupMeters(metrics);
        MeterRegistry second = new SimpleMeterRegistry();

        meters.bindTo(registry);
        meters.bindTo(second);

        assertThat(second.getMeters()).hasSameSizeAs(registry.getMeters()).isNotEmpty();
        assertThat(meters).hasToString("meters of 6 numbers");
    }
}
