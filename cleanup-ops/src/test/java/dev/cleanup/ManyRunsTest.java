package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.cleanup.alert.AlertCondition;
import dev.cleanup.alert.AlertDispatcher;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.metrics.CleanupMetrics;
import dev.cleanup.schedule.CleanupScheduler;
import dev.cleanup.schedule.Schedule;
import dev.cleanup.testkit.fake.InMemoryReferences;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that runs for years: what one run leaves behind, however little, would be too much. */
class ManyRunsTest {

    private static final long MEGABYTE = 1024 * 1024;

    /** What a JVM comes by on its own, or a test runner. */
    private static final long NOISE = 4 * MEGABYTE;

    /** What the process holds at one moment. */
    private record Held(long heap, long threads, long descriptors) {

        static Held now() {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Held(memory.getUsed(), Thread.getAllStackTraces().size(), system.getOpenFileDescriptorCount());
        }
    }

    @TempDir
    private Path uploads;

    private final CleanupMetrics metrics = new CleanupMetrics();
    private CleanupScheduler scheduler;

    @BeforeEach
    void compose() throws IOException {
        InMemoryReferences database = InMemoryReferences.named("database");
        for (int i = 0; i < 5; i++) {
            Files.writeString(uploads.resolve("used-" + i), "in use");
            database.add("used-" + i);
        }
        Duration twoDays = Duration.ofDays(2);
        Cleanup cleanup = Cleanup.of("many runs", LocalDirectory.at(uploads))
                .referencedBy(database)
                .task(orphans("orphaned-files").olderThan(Duration.ofHours(24)))
                .clock(InstantSource.offset(InstantSource.system(), twoDays))
                .listener(metrics)
                .listener(AlertDispatcher.to(alert -> {}, AlertCondition.always(), AlertCondition.failuresInARow(3)))
                .build();
        scheduler =
                CleanupScheduler.of(cleanup, Schedule.every(Duration.ofDays(1))).build();
    }

    private void run(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            Files.writeString(uploads.resolve("orphan-" + i), "of no use");
            scheduler.runNow();
        }
    }

    private void runsLeaveNothingBehind(int times) throws IOException {
        run(200);
        Held before = Held.now();

        run(times);

        Held after = Held.now();
        assertThat(metrics.sum("cleanup.files.deleted")).hasValue(200 + times);
        assertThat(after.heap()).isLessThan(before.heap() + NOISE);
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 2);
        assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 2);
    }

    @Test
    void fiveHundredRunsLeaveNothingBehind() throws IOException {
        runsLeaveNothingBehind(500);
    }

    @Test
    @Tag("thorough")
    void tenThousandRunsLeaveNothingBehind() throws IOException {
        runsLeaveNothingBehind(10_000);
    }
}
