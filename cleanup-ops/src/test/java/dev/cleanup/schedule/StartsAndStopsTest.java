package dev.cleanup.schedule;

import static dev.cleanup.CleanupTask.orphans;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host that starts and stops its schedule again and again. */
@Tag("fast")
class StartsAndStopsTest {

    @Test
    void noThreadIsLeftBehind() {
        Cleanup cleanup = Cleanup.of("starts and stops", InMemoryStorage.named("starts and stops"))
                .referencedBy(InMemoryReferences.named("database"))
                .task(orphans("orphaned-files").olderThan(Duration.ofHours(24)))
                .build();
        CleanupScheduler scheduler = CleanupScheduler.of(cleanup, Schedule.every(Duration.ofHours(1)))
                .firstRunInBackground()
                .build();
        for (int i = 0; i < 500; i++) {
            scheduler.start();
            assertThat(scheduler.stop()).isTrue();
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("cleanup-starts and stops");
    }
}
