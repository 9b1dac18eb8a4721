package dev.cleanup.jsonstore.internal.codec;

import static dev.cleanup.CleanupTask.orphans;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.jsonstore.JsonPlans;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan on its way: made, stored, looked at, approved, and applied by a composition that was made anew. */
@Tag("fast")
class StoredPlanTest {

    private static final String TASK = "orphaned-files";

    @TempDir
    Path folder;

    private final ManualClock clock = ManualClock.at("2026-03-01T12:00:00Z");
    private final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);
    private Path file;

    @BeforeEach
    void storeFiles() {
        file = folder.resolve("plan.json");
        Instant time = clock.instant().minus(Duration.ofDays(9));
        FileTimes times = FileTimes.modified(time)
                .with(FileTimes.Kind.STATUS_CHANGED, time)
                .with(FileTimes.Kind.CREATED, time);
        storage.put("a \"quoted\"\nname", 10, times);
        storage.put("m\u00fcll.mp3", 20, times);
    }

    /** The composition of a new process: nothing is kept from the one before. It names no file, which a guard refuses. */
    private Cleanup cleanup() {
        return Cleanup.of("media", storage)
                .referencedBy(InMemoryReferences.named("database"))
                .task(orphans(TASK).olderThan(Duration.ofHours(24)))
                .clock(clock)
                .build();
    }

    private static Refusal refusal(CleanupReport report) {
        return ((TaskOutcome.Refused) report.task(TASK).outcome()).refusals().get(0);
    }

    @Test
    void aPlanReadBackIsThePlanThatWasMade() {
        CleanupPlan plan = cleanup().requestedBy("operator").plan();

        JsonPlans.write(plan, file);

        assertThat(JsonPlans.read(file)).isEqualTo(plan);
    }

    @Test
    void aRefusedPlanIsStoredApprovedAndAppliedByAnotherProcess() {
        JsonPlans.write(cleanup().plan(), file);
        JsonPlans.write(JsonPlans.read(file).approvedBy("kim"), file);

        CleanupReport report = cleanup().apply(JsonPlans.read(file));

        assertThat(report.isSuccess()).isTrue();
        assertThat(report.files().deleted()).isEqualTo(2);
        assertThat(storage.keys()).isEmpty();
    }

    @Test
    void withoutApprovalItStaysRefused() {
        JsonPlans.write(cleanup().plan(), file);

        CleanupReport report = cleanup().apply(JsonPlans.read(file));

        assertThat(refusal(report).guard()).isEqualTo("no-references");
        assertThat(storage.mutations()).isZero();
    }

    @Test
    void aStoredPlanExpires() {
        JsonPlans.write(cleanup().plan().approvedBy("kim"), file);
        clock.step(Duration.ofDays(30));

        CleanupReport report = cleanup().apply(JsonPlans.read(file));

        assertThat(refusal(report).guard()).isEqualTo("expired-plan");
        assertThat(storage.mutations()).isZero();
    }

    @Test
    void aFileEditedByHandReachesNothingThatAFreshPlanWouldNot() throws IOException {
        storage.put("young", 10);
        JsonPlans.write(cleanup().plan().approvedBy("kim"), file);
        Files.writeString(file, Files.readString(file).replace("m\u00fcll.mp3", "young"));

        cleanup().apply(JsonPlans.read(file));

        assertThat(storage.keys()).containsExactlyInAnyOrder("young", "m\u00fcll.mp3");
    }
}
