package dev.cleanup;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.RecordCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run removes 1.m4a, keeps shared.m4a for a live record, and dies before it settles the record of both. */
@Tag("fast")
class RecordsOfDeadRunsTest {

    private static final String TASK = "failed-sessions";

    private final Sweep world = new Sweep();
    private final InMemoryRecords sessions = InMemoryRecords.named("sessions");
    private final RecordTask asBefore = records(TASK, sessions).where(status("failed"));

    /** The same task with other parameters, by which the record is not due. */
    private final RecordTask notAnyMore = records(TASK, sessions).where(status("abandoned"));

    @BeforeEach
    void aRunDies() {
        world.old("1.m4a", "shared.m4a", "other.m4a");
        sessions.add(
                failed("1", "1.m4a", "shared.m4a"), failed("live", "shared.m4a").status("done"));
        sessions.failSettle("1");
        run(asBefore.removingFiles());
        sessions.heal();
        sessions.crash();
        assertThat(world.storage.keys()).containsExactlyInAnyOrder("shared.m4a", "other.m4a");
    }

    private CleanupReport run(RecordTask task) {
        return Cleanup.of("media", world.storage)
                .task(task.deletingRecords())
                .clock(world.clock)
                .build()
                .run();
    }

    private static TestRecord failed(String id, String... files) {
        return aRecord().id(id).status("failed").files(files);
    }

    @Test
    void whatHasLostAFileStaysMarkedThoughItIsNotDueAnyMore() {
        CleanupReport report = run(notAnyMore.removingFiles());

        assertThat(sessions.claimed())
                .as("without its mark the record would be used, and a file of it is missing")
                .containsExactly("1");
        assertThat(report.task(TASK).samples())
                .extracting(ItemReport::outcome)
                .hasOnlyElementsOfType(Outcome.Kept.class)
                .isNotEmpty();
        assertThat(run(asBefore.removingFiles()).records().settled())
                .as("once it is due again, it is finished")
                .isEqualTo(1);
    }

    @Test
    void whatHasLostAFileKeepsTheOthers() {
        sessions.delete("live");

        run(notAnyMore.removingFiles());

        assertThat(world.storage.keys()).contains("shared.m4a");
        assertThat(sessions.claimed()).containsExactly("1");
    }

    @Test
    void whatHasLostAFileStaysMarkedThoughTheTaskLeavesFilesByNow() {
        run(notAnyMore);

        assertThat(sessions.claimed()).containsExactly("1");
    }

    @Test
    void whatHasLostAFileStaysMarkedThoughAnotherOfItCannotGo() {
        sessions.delete("live");
        world.storage.failRemoval("shared.m4a");

        run(asBefore.removingFiles());

        assertThat(sessions.claimed()).containsExactly("1");
    }

    @Test
    void whatHasLostAFileStaysMarkedThoughTheTaskEndsEarly() {
        sessions.add(failed("2", "other.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, sessions::failRead);

        CleanupReport report = run(asBefore.removingFiles());

        assertThat(report.records().notReached()).isEqualTo(2);
        assertThat(sessions.claimed()).containsExactly("1");
    }

    @Test
    void whatMayHaveLostAFileStaysMarked() {
        world.old("1.m4a").storage.failLookUp("1.m4a");

        run(notAnyMore);

        assertThat(sessions.claimed()).containsExactly("1");
    }

    @Test
    void whatHasAllItsFilesIsReleased() {
        world.old("1.m4a");

        run(notAnyMore.removingFiles());

        assertThat(sessions.claimed()).isEmpty();
        assertThat(world.storage.keys()).contains("1.m4a", "shared.m4a");
    }

    @Test
    void whatDoesNotNameTheLostFileAnyMoreIsReleased() {
        sessions.update("1", row -> row.files("shared.m4a"));

        run(notAnyMore.removingFiles());

        assertThat(sessions.claimed()).isEmpty();
    }
}
