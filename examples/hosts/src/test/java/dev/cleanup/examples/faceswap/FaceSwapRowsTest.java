package dev.cleanup.examples.faceswap;

import static dev.cleanup.examples.faceswap.Studio.CLEANUP;
import static dev.cleanup.examples.faceswap.Studio.DAY;
import static dev.cleanup.examples.faceswap.Studio.MEGABYTE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What FaceSwap needs of each operation, row by row, over HTTP. */
@Timeout(120)
class FaceSwapRowsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private Studio studio;

    @BeforeEach
    void start() throws Exception {
        studio = new Studio(directory).start();
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void f1TemporaryImagesGoWithTheirFilesAtTheInstantTheyExpire() throws Exception {
        long due = studio.photo("s", 1);
        long lasting = studio.photo("s", 2);
        studio.clock.step(HOUR.minusNanos(1));
        assertThat(studio.clean("/expired").path("deleted_count").asInt()).isZero();

        studio.clock.step(Duration.ofNanos(1));
        assertThat(studio.clean("/expired").path("deleted_count").asInt()).isEqualTo(1);

        assertThat(studio.hasImage(due)).isFalse();
        assertThat(studio.files()).containsExactly(studio.pathOf(lasting));
        assertThat(studio.user().get("/api/v1/images/" + due).status()).isEqualTo(404);
        assertThat(studio.user().get("/api/v1/images/" + lasting).status()).isEqualTo(200);
    }

    @Test
    void f1PermanentImagesAndThoseWithoutExpiryStay() {
        long permanent = studio.permanentPhoto("s");
        long expiredPermanent = studio.photo("s", 1);
        long endless = studio.photo("s", 1);
        studio.execute("UPDATE images SET storage_type = 'permanent' WHERE id = ?", expiredPermanent);
        studio.execute("UPDATE images SET expires_at = NULL WHERE id = ?", endless);
        studio.clock.step(DAY);

        assertThat(studio.clean("/expired").path("deleted_count").asInt()).isZero();

        assertThat(studio.hasImage(permanent)).isTrue();
        assertThat(studio.hasImage(expiredPermanent)).isTrue();
        assertThat(studio.hasImage(endless)).isTrue();
    }

    @Test
    void f1ImagesOfOpenTasksStayThroughEitherColumnAndGoOnceTheTaskHasEnded() {
        long husband = studio.photo("s", 1);
        long wife = studio.photo("s", 1);
        long task = studio.begin("tasks", husband, wife);
        studio.clock.step(HOUR);
        assertThat(studio.clean("/expired").path("deleted_count").asInt()).isZero();
        studio.execute("UPDATE tasks SET status = 'processing'");
        assertThat(studio.clean("/expired").path("deleted_count").asInt()).isZero();

        studio.complete("tasks", task);

        assertThat(studio.clean("/expired").path("deleted_count").asInt()).isEqualTo(2);
        assertThat(studio.value("SELECT status FROM tasks WHERE husband_photo_id IS NULL AND wife_photo_id IS NULL"))
                .contains("completed");
    }

    @Test
    void f1ATaskThatBeginsOnceItsPhotoIsMarkedIsTurnedAway() throws Exception {
        studio.photo("s", 1);
        long last = studio.photo("s", 1);
        studio.clock.step(HOUR);
        studio.gate.holdAtFirstItem();
        FutureTask<JsonNode> run = inBackground(() -> studio.clean("/expired"));
        studio.gate.awaitHeld();

        int status = studio.user()
                .post("/api/v1/tasks?husband_photo_id=" + last + "&wife_photo_id=" + last)
                .status();
        studio.gate.release();

        assertThat(run.get(60, SECONDS).path("deleted_count").asInt()).isEqualTo(2);
        assertThat(status).as("the photo was marked before the first file went").isEqualTo(404);
        assertThat(studio.count("tasks")).isZero();
    }

    @Test
    void f1TheProtectionIsAskedAgainUnderTheLock() throws Exception {
        long husband = studio.photo("s", 1);
        long wife = studio.photo("s", 1);
        studio.clock.step(HOUR);
        studio.whenClaimingBegins(() -> studio.begin("tasks", husband, wife));

        JsonNode result = studio.clean("/expired");

        assertThat(result.path("deleted_count").asInt()).isZero();
        assertThat(result.path("errors")).hasSize(2);
        assertThat(result.path("errors").toString()).contains("Skipped: in use by");
        assertThat(studio.files()).containsExactlyInAnyOrder(studio.pathOf(husband), studio.pathOf(wife));
    }

    @Test
    void f2AllImagesOfASessionGoWhateverTheirAgeUnlessATaskIsOpen() throws Exception {
        studio.permanentPhoto("s-1");
        studio.photo("s-1", 1);
        studio.completed("tasks", "s-1");
        long used = studio.photo("s-1", 1);
        long other = studio.photo("s-10", 1);
        studio.begin("tasks", other, used);

        JsonNode result = studio.clean("/session/s-1");

        assertThat(result.path("operation").asText()).isEqualTo("cleanup_session");
        assertThat(result.path("session_id").asText()).isEqualTo("s-1");
        assertThat(result.path("deleted_count").asInt())
                .as("two photos, two more of a task, and its result")
                .isEqualTo(5);
        assertThat(studio.files()).containsExactlyInAnyOrder(studio.pathOf(used), studio.pathOf(other));
        assertThat(studio.count("tasks")).isEqualTo(2);
    }

    @Test
    void f3OldResultsGoWithFileAndRowAndTheTaskStays() throws Exception {
        long task = studio.completed("tasks", "s");
        long failed = studio.completed("tasks", "s");
        studio.execute("UPDATE tasks SET status = 'failed' WHERE id = ?", failed);
        long pending = studio.completed("tasks", "s");
        studio.execute("UPDATE tasks SET status = 'processing' WHERE id = ?", pending);
        studio.clock.step(DAY.multipliedBy(30).minusNanos(1));
        assertThat(studio.clean("/old-results").path("deleted_count").asInt()).isZero();

        studio.clock.step(Duration.ofNanos(1));
        JsonNode result = studio.clean("/old-results");

        assertThat(result.path("deleted_count").asInt()).isEqualTo(2);
        assertThat(result.path("deleted_size_bytes").asInt()).isEqualTo(2 * MEGABYTE);
        assertThat(studio.count("tasks")).isEqualTo(3);
        assertThat(studio.resultOf("tasks", task)).isEmpty();
        assertThat(studio.resultOf("tasks", failed)).isEmpty();
        assertThat(studio.resultOf("tasks", pending)).isPresent();
        assertThat(studio.files()).containsExactlyInAnyOrderElementsOf(studio.named());
    }

    @Test
    void f3AResultThatCannotGoKeepsItsRowsAndItsFile() throws Exception {
        long task = studio.completed("tasks", "s");
        long image = Long.parseLong(studio.resultOf("tasks", task).orElseThrow());
        studio.user().post("/api/v1/images/" + image + "/share");
        studio.clock.step(DAY.multipliedBy(30));

        JsonNode result = studio.clean("/old-results");

        assertThat(result.path("deleted_count").asInt()).isZero();
        assertThat(result.path("errors").path(0).path("image_id").asLong()).isEqualTo(image);
        assertThat(studio.resultOf("tasks", task)).contains(Long.toString(image));
        assertThat(studio.files()).contains(studio.pathOf(image));
    }

    @Test
    void f3AResultThatIsOnItsWayOutCannotBeSharedAnyMore() throws Exception {
        String image = studio.resultOf("tasks", studio.completed("tasks", "s")).orElseThrow();
        studio.clock.step(DAY.multipliedBy(30));
        studio.gate.holdAtFirstItem();
        FutureTask<JsonNode> run = inBackground(() -> studio.clean("/old-results"));
        studio.gate.awaitHeld();

        int status = studio.user().post("/api/v1/images/" + image + "/share").status();
        studio.gate.release();

        assertThat(status).isEqualTo(404);
        assertThat(run.get(60, SECONDS).path("deleted_count").asInt()).isEqualTo(1);
        assertThat(studio.files()).containsExactlyInAnyOrderElementsOf(studio.named());
    }

    @Test
    void f4OrphansOfTheFourCategoriesGoOnceTheyAreADayOld() throws Exception {
        studio.template();
        studio.store("elsewhere.png");
        studio.store("photos/1.png");
        studio.store("templates/1.png");
        studio.store("preprocessed/1.png");
        studio.store("results/1.png");
        do {
            studio.store("results/young.png");
        } while (!studio.changed("results/young.png").isAfter(studio.changed("results/1.png")));
        studio.clock.set(studio.changed("results/1.png").plus(DAY).minusNanos(1));
        studio.clean("/orphaned");
        assertThat(studio.files()).contains("results/1.png");

        studio.clock.step(Duration.ofNanos(1));
        studio.clean("/orphaned");

        assertThat(studio.files())
                .contains("elsewhere.png", "results/young.png")
                .doesNotContain("photos/1.png", "templates/1.png", "preprocessed/1.png", "results/1.png")
                .hasSize(6);
    }

    @Test
    void f4WithoutAnyReferenceNothingIsAnOrphanAndThatIsSaid() throws Exception {
        studio.store("photos/1.png");
        studio.clock.step(DAY.multipliedBy(2));

        JsonNode result = studio.clean("/orphaned");

        assertThat(result.path("deleted_count").asInt()).isZero();
        assertThat(result.path("errors").toString()).contains("refused by guard no-references");
        assertThat(studio.files()).containsExactly("photos/1.png");
    }

    @Test
    void f5AFullRunSaysWhatEachOperationDidAndAllTogether() throws Exception {
        studio.template();
        studio.completed("tasks", "s");
        studio.completed("batches", "s");
        studio.photo("s", 1, MEGABYTE);
        studio.store("photos/orphan.png");
        studio.clock.step(DAY.multipliedBy(31));
        JsonNode rehearsal = studio.clean("/all?dry_run=true");
        assertThat(studio.files()).hasSize(12);

        JsonNode result = studio.clean("/all");

        assertThat(result.path("expired_images").path("deleted_count").asInt()).isEqualTo(1);
        assertThat(result.path("old_task_results").path("deleted_count").asInt())
                .isEqualTo(2);
        assertThat(result.path("orphaned_files").path("deleted_count").asInt()).isEqualTo(1);
        assertThat(result.path("totals").path("deleted_count").asInt()).isEqualTo(4);
        assertThat(result.path("totals").path("deleted_size_bytes").asInt()).isEqualTo(3 * MEGABYTE + 7);
        assertThat(result.path("totals").path("deleted_size_mb").asDouble()).isEqualTo(3.0);
        assertThat(rehearsal.toString().replace("\"dry_run\":true", "\"dry_run\":false"))
                .isEqualTo(result.toString());
        assertThat(studio.files()).hasSize(8);
    }

    @Test
    void f5StatisticsCountAndDeleteNothing() throws Exception {
        studio.photo("s", 1);
        studio.photo("s", 24 * 60);
        studio.begin("tasks", studio.photo("s", 1), studio.permanentPhoto("s"));
        studio.completed("tasks", "s");
        studio.completed("batches", "s");
        studio.clock.step(DAY.multipliedBy(30));

        JsonNode stats = studio.look("/stats");

        assertThat(stats.path("expired_images").asInt()).isEqualTo(1);
        assertThat(stats.path("temporary_images").asInt()).isEqualTo(3);
        assertThat(stats.path("old_task_results_30d").asInt()).isEqualTo(2);
        assertThat(studio.files()).hasSize(10);
    }

    @Test
    void f5WhatCannotBeCountedIsNotZero() {
        studio.execute("ALTER TABLE batch_tasks RENAME TO hidden");

        assertThat(studio.admin().get(CLEANUP + "/stats").status()).isEqualTo(503);
    }

    @Test
    void f10TemplatesKeepWhatWasMadeFromThem() throws Exception {
        studio.template();
        studio.store("templates/other_mask.png");
        studio.clock.step(DAY.multipliedBy(2));

        assertThat(studio.clean("/orphaned").path("deleted_count").asInt()).isEqualTo(1);

        assertThat(studio.files()).hasSize(4).noneMatch(name -> name.contains("other"));
        assertThat(studio.files()).anyMatch(name -> name.endsWith("_preprocessed.png"));
        assertThat(studio.files()).anyMatch(name -> name.endsWith("_mask.png"));
    }

    @Test
    void f10BatchTasksProtectAndAgeLikeTasks() {
        long husband = studio.photo("s", 1);
        long wife = studio.photo("s", 1);
        long batch = studio.begin("batches", husband, wife);
        studio.clock.step(HOUR);
        assertThat(studio.clean("/expired").path("deleted_count").asInt()).isZero();
        assertThat(studio.clean("/session/s").path("deleted_count").asInt()).isZero();

        studio.complete("batches", batch);
        studio.clock.step(DAY.multipliedBy(7));
        assertThat(studio.clean("/old-results?days_old=8").path("deleted_count").asInt())
                .isZero();
        assertThat(studio.clean("/old-results?days_old=7").path("deleted_count").asInt())
                .isEqualTo(1);

        assertThat(studio.resultOf("batch_tasks", batch)).isEmpty();
        assertThat(studio.clean("/expired").path("deleted_count").asInt()).isEqualTo(2);
    }

    static <T> FutureTask<T> inBackground(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }
}
