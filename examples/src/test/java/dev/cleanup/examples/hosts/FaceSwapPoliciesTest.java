package dev.cleanup.examples.hosts;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.examples.hosts.FaceSwapPolicies.expiredImage;
import static dev.cleanup.examples.hosts.FaceSwapPolicies.imageOf;
import static dev.cleanup.examples.hosts.FaceSwapPolicies.oldResult;
import static dev.cleanup.examples.hosts.FaceSwapPolicies.orphanedFile;
import static dev.cleanup.examples.hosts.FaceSwapPolicies.templates;
import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static dev.cleanup.testkit.TestFacts.aFile;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.RecordTask;
import dev.cleanup.fact.Fact;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.TestFile;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.RecordCall;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of FaceSwap, each alone, and two of them as whole tasks in memory. */
@Tag("fast")
class FaceSwapPoliciesTest {

    private static final String NOW = "2026-03-01T00:00:00Z";
    private static final String THIRTY_DAYS_AGO = "2026-01-30T00:00:00Z";

    private static final TestRecord IMAGE = aRecord()
            .of("images")
            .attribute("storage_type", "temporary")
            .attribute("session_id", "s-1")
            .expires(NOW)
            .notInUse()
            .files("photos/1.png");

    private static final TestRecord TASK =
            aRecord().of("tasks").status("completed").completed(THIRTY_DAYS_AGO).files("results/1.png");

    @Test
    void f1TemporaryImagesGoOnceTheyExpire() {
        assertThat(expiredImage())
                .at(NOW)
                .removes(IMAGE, IMAGE.expires("2026-02-01T00:00:00Z"))
                .keeps(IMAGE.expires("2026-03-01T00:00:00.000000001Z"), IMAGE.withoutTime("expires"));
    }

    @Test
    void f1PermanentImagesStayThoughTheyExpired() {
        assertThat(expiredImage())
                .at(NOW)
                .keeps(IMAGE.attribute("storage_type", "permanent"), IMAGE.withoutAttribute("storage_type"));
    }

    @Test
    void f1ImagesThatATaskWorksOnStay() {
        assertThat(expiredImage()).at(NOW).keeps(IMAGE.inUseBy("task 7"), IMAGE.inUseBy("batch task 3"));
    }

    // region unreadable
    @Test
    void f1NotKnowingWhetherATaskWorksOnItKeepsTheImage() {
        assertThat(expiredImage())
                .at("2026-03-01T00:00:00Z")
                .isUndecidedOn(IMAGE.unreadable(Fact.IN_USE_BY))
                .isUndecidedOn(IMAGE.unreadable(Fact.time("expires")))
                .isUndecidedOn(IMAGE.unreadable(Fact.attribute("storage_type")));
    }
    // endregion

    @Test
    void f2AllImagesOfASessionGoWhateverTheirAge() {
        assertThat(imageOf("s-1"))
                .at(NOW)
                .removes(IMAGE, IMAGE.expires("2030-01-01T00:00:00Z"), IMAGE.attribute("storage_type", "permanent"))
                .keeps(IMAGE.attribute("session_id", "s-10"), IMAGE.withoutAttribute("session_id"));
    }

    @Test
    void f2ImagesOfASessionThatATaskWorksOnStay() {
        assertThat(imageOf("s-1"))
                .at(NOW)
                .keeps(IMAGE.inUseBy("task 7"))
                .isUndecidedOn(IMAGE.unreadable(Fact.IN_USE_BY), IMAGE.unreadable(Fact.attribute("session_id")));
    }

    @Test
    void f3ResultsOfTasksGoThirtyDaysAfterTheTaskEnded() {
        assertThat(oldResult(30))
                .at(NOW)
                .removes(TASK, TASK.status("failed"))
                .keeps(TASK.completed("2026-01-30T00:00:00.000000001Z"));
        assertThat(oldResult(31)).at(NOW).keeps(TASK);
    }

    @Test
    void f3TasksThatHaveNotEndedKeepTheirResult() {
        assertThat(oldResult(30))
                .at(NOW)
                .keeps(TASK.status("pending"), TASK.status("processing"), TASK.withoutStatus());
        assertThat(oldResult(30))
                .at(NOW)
                .isUndecidedOn(TASK.withoutTime("completed"), TASK.unreadable(Fact.time("completed")));
    }

    @Test
    void f3TasksWithoutResultAreNotVisited() {
        assertThat(oldResult(30)).at(NOW).keeps(TASK.files());
    }

    @Test
    void f4FilesOfTheFourCategoriesGoOnceNoRowNamesThem() {
        TestFile orphan = aFile().named("photos/2026/1.png").aged(Duration.ofHours(24));

        assertThat(orphanedFile())
                .at(NOW)
                .removes(orphan, orphan.named("templates/1.png"), orphan.named("results/1.png"))
                .keeps(orphan.named("models/1.bin"), orphan.named("photos.png"), orphan.referencedBy("images", "1"))
                .keeps(orphan.aged(Duration.ofHours(24).minusNanos(1)))
                .isUndecidedOn(orphan.unreadableTimes());
    }

    @Test
    void f10TemplatesKeepWhatWasMadeFromThem() {
        assertThat(MappedKeys.of(templates(), "templates/1.png"))
                .containsExactly("templates/1.png", "templates/1_preprocessed.png", "templates/1_mask.png");
    }

    @Test
    void f10BatchTasksAgeLikeTasks() {
        TestRecord batch = TASK.of("batch_tasks");

        assertThat(oldResult(30))
                .at(NOW)
                .removes(batch)
                .keeps(batch.status("processing"), batch.completed("2026-02-28T00:00:00Z"));
    }

    @Test
    void theRulesAreSentences() {
        assertThat(expiredImage().description()).isEqualTo("with storage_type temporary and expired and not in use");
        assertThat(oldResult(30).description())
                .isEqualTo("(with status completed or failed) and completed at least 30 days ago and with files");
    }

    // ---- as whole tasks ----

    private static final Owner RESULT_IMAGE = new Owner("images", "5");

    private final World world = new World().stored("photos/1.png", "results/1.png", "other.png");
    private final InMemoryRecords images = InMemoryRecords.named("images");
    private final InMemoryRecords tasks = InMemoryRecords.named("tasks");

    private RecordTask oldResults() {
        world.clock.set(Instant.parse(NOW));
        world.rows.add("results/1.png", RESULT_IMAGE).add("other.png");
        tasks.add(TASK.retiring(RESULT_IMAGE));
        return records("old-results", tasks)
                .where(oldResult(30))
                .removingFiles()
                .clearingFileColumns();
    }

    @Test
    void f1ATaskThatBeginsMeanwhileSavesItsImage() {
        images.add(IMAGE.expires("2026-01-01T00:00:00Z"));
        images.before(RecordCall.Operation.CLAIM, () -> images.update("1", row -> row.inUseBy("task 7")));

        CleanupReport report = world.with(records("expired", images)
                        .where(expiredImage())
                        .removingFiles()
                        .deletingRecords())
                .run();

        assertThat(report).task("expired").removedNothing();
        assertThat(images.ids()).containsExactly("1");
    }

    @Test
    void f3TaskAndImageAreRetiredTogetherAndTheTaskStays() {
        CleanupReport report = world.with(oldResults()).run();

        assertThat(report)
                .isSuccess()
                .task("old-results")
                .deleted("results/1.png")
                .settled("tasks#1");
        assertThat(tasks.ids()).containsExactly("1");
        assertThat(tasks.files("1")).isEmpty();
    }

    @Test
    void f3AResultThatAThirdOwnerNamesStays() {
        RecordTask task = oldResults();
        world.rows.add("results/1.png", new Owner("templates", "2"));

        assertThat(world.with(task).run()).task("old-results").deleted();
        assertThat(world.storage.contains("results/1.png")).isTrue();
    }
}
