package dev.cleanup;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.testkit.fake.InMemoryRecords;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RecordGuardsTest {

    private final Sweep world = new Sweep();
    private final InMemoryRecords sessions = InMemoryRecords.named("sessions");
    private RecordTask task = records(Sweep.TASK, sessions)
            .where(status("failed"))
            .removingFiles()
            .deletingRecords();

    private CleanupReport run() {
        return Cleanup.of("media", world.storage)
                .task(task)
                .clock(world.clock)
                .build()
                .run();
    }

    private void failed(String id, String file) {
        sessions.add(aRecord().id(id).status("failed").files(file));
    }

    @Test
    void anEmptyStorageSettlesNoRecord() {
        failed("1", "1.m4a");

        Refusal refusal = Sweep.refusal(run().task(Sweep.TASK).outcome());

        assertThat(refusal.guard()).isEqualTo("empty-storage");
        assertThat(refusal.message()).contains("1 records would be settled", "an unmounted disk looks like this");
        assertThat(refusal.remedy()).contains("records(..).allowEmptyStorage()");
        assertThat(sessions.ids()).containsExactly("1");
    }

    @Test
    void anEmptyStorageIsAllowedOnRequest() {
        failed("1", "1.m4a");
        task = task.allowEmptyStorage();

        run();

        assertThat(sessions.ids()).isEmpty();
    }

    @Test
    void aRecordWhoseFileIsGoneIsSettledWhereOtherFilesAreThere() {
        failed("1", "1.m4a");
        world.old("other.m4a");

        run();

        assertThat(sessions.ids()).isEmpty();
    }

    @Test
    void aSessionWhoseFilesAllGoPasses() {
        failed("1", "1.m4a");
        world.old("1.m4a");

        assertThat(run().task(Sweep.TASK).outcome()).isEqualTo(new TaskOutcome.Completed());
        assertThat(world.storage.keys()).isEmpty();
    }

    @Test
    void aSessionWhoseFilesAllGoDoesNotStopTheSweepThatFollows() {
        failed("1", "1.m4a");
        world.old("1.m4a", "orphan");

        CleanupReport report = Cleanup.of("media", world.storage)
                .task(task)
                .task(CleanupTask.orphans("sweep"))
                .clock(world.clock)
                .build()
                .run();

        assertThat(report.task("sweep").outcome()).isEqualTo(new TaskOutcome.Completed());
        assertThat(world.storage.keys()).isEmpty();
    }

    @Test
    void moreRemovalsThanAllowedAreRefused() {
        world.old("1.m4a", "2.m4a");
        failed("1", "1.m4a");
        failed("2", "2.m4a");
        task = task.allowRemovals(1);

        Refusal refusal = Sweep.refusal(run().task(Sweep.TASK).outcome());

        assertThat(refusal.guard()).isEqualTo("removals");
        assertThat(refusal.message()).isEqualTo("2 items would go, more than the allowed 1 in one run.");
        assertThat(refusal.remedy()).contains("allowRemovals(2)");
        assertThat(world.storage.keys()).hasSize(2);
    }
}
