package dev.cleanup.examples.faceswap;

import static dev.cleanup.examples.faceswap.FaceSwapRowsTest.inBackground;
import static dev.cleanup.examples.faceswap.Studio.DAY;
import static dev.cleanup.examples.faceswap.Studio.MEGABYTE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same host on PostgreSQL. */
@Timeout(120)
class FaceSwapPostgresqlTest {

    private static EmbeddedPostgres server;

    @TempDir
    private Path directory;

    private Studio studio;

    @BeforeAll
    static void startServer() {
        try {
            server = EmbeddedPostgres.start();
        } catch (IOException | RuntimeException fault) {
            abort("this platform runs no PostgreSQL server: " + fault);
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        String name = "test_" + System.nanoTime();
        Jdbi.create(server.getPostgresDatabase()).useHandle(handle -> handle.execute("CREATE DATABASE " + name));
        studio = new Studio(directory).on(server.getJdbcUrl("postgres", name)).start();
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void f1ATaskAndTheCleanupDoNotTakeAPhotoBothOnPostgresqlEither() throws Exception {
        long used = studio.photo("s", 1);
        long due = studio.photo("s", 1);
        studio.clock.step(DAY);
        studio.whenClaimingBegins(() -> studio.begin("tasks", used, used));
        studio.gate.holdAtFirstItem();
        FutureTask<JsonNode> run = inBackground(() -> studio.clean("/expired"));
        studio.gate.awaitHeld();

        int late = studio.user()
                .post("/api/v1/tasks?husband_photo_id=" + due + "&wife_photo_id=" + due)
                .status();
        studio.gate.release();

        assertThat(run.get(60, SECONDS).path("deleted_count").asInt()).isEqualTo(1);
        assertThat(late).isEqualTo(404);
        assertThat(studio.files()).containsExactly(studio.pathOf(used));
    }

    @Test
    void f5EachOperationDoesItsPartOnPostgresqlToo() throws Exception {
        studio.template();
        long task = studio.completed("tasks", "s");
        long batch = studio.completed("batches", "s");
        studio.photo("s", 1);
        long used = studio.photo("s", 1);
        studio.begin("tasks", used, used);
        long shared = studio.photo("s", 1);
        studio.user().post("/api/v1/images/" + shared + "/share");
        studio.store("photos/orphan.png");
        studio.clock.step(DAY.multipliedBy(30));
        assertThat(studio.look("/stats").path("old_task_results_30d").asInt()).isEqualTo(2);

        JsonNode result = studio.clean("/all");

        assertThat(result.path("totals").path("deleted_count").asInt()).isEqualTo(4);
        assertThat(result.path("totals").path("deleted_size_bytes").asInt()).isEqualTo(2 * MEGABYTE + 8);
        assertThat(result.path("expired_images").path("errors").toString()).contains("a foreign key points to");
        assertThat(studio.resultOf("tasks", task)).isEmpty();
        assertThat(studio.resultOf("batch_tasks", batch)).isEmpty();
        assertThat(studio.hasImage(used)).isTrue();
        assertThat(studio.clean("/session/s").path("deleted_count").asInt())
                .as("the four photos of the tasks that have ended")
                .isEqualTo(4);
        assertThat(studio.count("tasks")).isEqualTo(2);
        assertThat(studio.files()).containsAll(studio.named()).hasSize(2 + 4);
    }
}
