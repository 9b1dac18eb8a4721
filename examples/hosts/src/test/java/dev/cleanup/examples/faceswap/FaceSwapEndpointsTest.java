package dev.cleanup.examples.faceswap;

import static dev.cleanup.examples.faceswap.Studio.CLEANUP;
import static dev.cleanup.examples.faceswap.Studio.DAY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.examples.web.Json;
import dev.cleanup.examples.web.Role;
import dev.cleanup.examples.web.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How FaceSwap's cleanup is called, and in which shape it answers. */
@Timeout(120)
class FaceSwapEndpointsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<String> OPERATIONS =
            List.of("/expired", "/session/s", "/old-results", "/orphaned", "/all");

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
    void f6EachOperationAnswersInTheShapeThatTheHostDocuments() throws Exception {
        String counts = "'deleted_count': 1, 'deleted_size_bytes': 1, 'deleted_size_mb': 5.0, ";
        String end = counts + "'errors': [], 'dry_run': false}";
        String old = "'cutoff_date': '2025-10-01T00:00:00', 'days_old': 30, " + end;

        assertShape("/expired?dry_run=false", "{'operation': 'cleanup_expired_images', " + end);
        assertShape(
                "/session/session_abc123?dry_run=false",
                "{'operation': 'cleanup_session', 'session_id': 'session_abc123', " + end);
        assertShape("/old-results?days_old=30&dry_run=false", "{'operation': 'cleanup_old_results', " + old);
        assertShape("/old-results?days_old=60&dry_run=false", "{'operation': 'cleanup_old_results', " + old);
        assertShape("/orphaned?dry_run=false", "{'operation': 'cleanup_orphaned_files', " + end);
        String all = "{'operation': 'cleanup_all', 'expired_images': {" + end + ", 'old_task_results': {" + old
                + ", 'orphaned_files': {" + end + ", 'totals': {" + counts + "'dry_run': false}}";
        assertShape("/all?days_old=30&dry_run=false", all);
        assertShape("/all?days_old=30&dry_run=true", all);
    }

    @Test
    void f6TheStatisticsAnswerInTheShapeThatTheHostDocuments() throws Exception {
        JsonNode stats = studio.look("/stats");

        assertThat(shape(stats))
                .isEqualTo(shape(json("{'operation': 'get_stats', 'expired_images': 15, 'temporary_images': 45,"
                        + " 'old_task_results_30d': 42, 'last_checked': '2025-11-01T10:00:00'}")));
        assertThat(stats.path("operation").asText()).isEqualTo("get_stats");
        assertThat(LocalDateTime.parse(stats.path("last_checked").asText())).isNotNull();
    }

    private void assertShape(String call, String documented) throws Exception {
        JsonNode answer = studio.clean(call);
        assertThat(shape(answer)).as(call).isEqualTo(shape(json(documented)));
        assertThat(answer.path("operation")).isEqualTo(json(documented).path("operation"));
        assertThat(answer.findValuesAsText("cutoff_date"))
                .allSatisfy(date -> assertThat(LocalDateTime.parse(date)).isNotNull());
    }

    private static JsonNode json(String text) throws Exception {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }

    /** The names and kinds of all fields, in their order. */
    private static String shape(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> fields = new ArrayList<>();
            object.properties().forEach(field -> fields.add(field.getKey() + ":" + shape(field.getValue())));
            return fields.toString();
        }
        return node.isFloatingPointNumber() ? "FRACTION" : node.getNodeType().toString();
    }

    @Test
    void f7OnlyAdministratorsMayCleanUpAndLook() {
        Calls expired = studio.nobody()
                .bearing(studio.tokens().issue(new Caller("alice", CleanupRoutes.ADMIN), Duration.ofMinutes(5)));
        Tokens others = new Tokens("a secret that somebody else has made up", studio.clock);
        Calls forged = studio.nobody().bearing(others.issue(new Caller("alice", CleanupRoutes.ADMIN), HOUR));
        studio.clock.step(Duration.ofMinutes(6));

        for (String operation : OPERATIONS) {
            assertThat(studio.nobody().post(CLEANUP + operation).status()).isEqualTo(401);
            assertThat(expired.post(CLEANUP + operation).status()).isEqualTo(401);
            assertThat(forged.post(CLEANUP + operation).status()).isEqualTo(401);
            assertThat(studio.user().post(CLEANUP + operation).status()).isEqualTo(403);
            assertThat(studio.nobody()
                            .as("w", new Role("worker"))
                            .post(CLEANUP + operation)
                            .status())
                    .isEqualTo(403);
        }
        for (String what : List.of("/stats", "/rates", "/runs", "/progress")) {
            assertThat(studio.nobody().get(CLEANUP + what).status()).isEqualTo(401);
            assertThat(studio.user().get(CLEANUP + what).status()).isEqualTo(403);
        }
        assertThat(studio.user().post(CLEANUP + "/cancel").status()).isEqualTo(403);
        assertThat(studio.look("/runs")).as("no run was made").isEmpty();
    }

    @Test
    void f7FiveCallsOfEachOperationAnHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(studio.admin().post(CLEANUP + "/expired?dry_run=true").status())
                    .isEqualTo(200);
        }
        Calls.Answer sixth = studio.admin().post(CLEANUP + "/expired");
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.header("Retry-After")).isEqualTo("3601");
        assertThat(studio.admin().post(CLEANUP + "/orphaned").status()).isEqualTo(200);

        studio.clock.step(HOUR);
        assertThat(studio.admin().post(CLEANUP + "/expired").status()).isEqualTo(200);
    }

    @Test
    void f7BadInputIsNamedAndChangesNothing() {
        studio.photo("s", 1);
        studio.clock.step(HOUR);

        assertRefused("/old-results?days_old=-1", "days_old (-1) must be a whole number from 1 to 36500");
        assertRefused("/old-results?days_old=0", "days_old (0) must be a whole number from 1 to 36500");
        assertRefused("/all?days_old=soon", "days_old (soon) must be a whole number from 1 to 36500");
        assertRefused("/session/%20", "id ( ) must be a text that is not blank");
        assertRefused("/session/" + "x".repeat(101), "id must have at most 100 letters");
        assertRefused("/expired?dry_run=maybe", "dry_run (maybe) must be true or false");
        assertThat(studio.look("/runs")).isEmpty();
        assertThat(studio.count("images")).isEqualTo(1);
    }

    private void assertRefused(String call, String detail) {
        Calls.Answer answer = studio.admin().post(CLEANUP + call);
        assertThat(answer.status()).as(call).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo(detail);
    }

    @Test
    void f7WhoAskedStandsInTheAuditTrail() {
        studio.admin().post(CLEANUP + "/session/s-1");
        studio.nobody().as("bob", CleanupRoutes.ADMIN).post(CLEANUP + "/all?days_old=60");

        JsonNode runs = studio.look("/runs");

        assertThat(runs.findValuesAsText("actor")).containsExactlyInAnyOrder("alice", "bob");
        assertThat(runs.toString())
                .contains("images of session s-1", "results of batch_tasks after 60 days", "\"outcome\":\"completed\"");
    }

    @Test
    void f7ARehearsalAnswersTheSameAndChangesNothing() throws Exception {
        studio.template();
        studio.photo("s", 1);
        studio.completed("tasks", "s");
        studio.store("results/orphan.png");
        studio.clock.step(DAY.multipliedBy(30));
        Set<String> files = studio.files();
        long images = studio.count("images");

        for (String operation : OPERATIONS) {
            JsonNode answer = studio.clean(operation + "?dry_run=true");
            assertThat(answer.findValues("dry_run"))
                    .allSatisfy(dry -> assertThat(dry.asBoolean()).isTrue());
            assertThat(answer.findValues("deleted_count"))
                    .allSatisfy(count -> assertThat(count.asInt()).isPositive());
        }

        assertThat(studio.files()).isEqualTo(files);
        assertThat(studio.count("images")).isEqualTo(images);
        assertThat(studio.count("cleanup_claims")).isZero();
        assertThat(studio.look("/runs")).isEmpty();
    }

    @Test
    void f7TwoRunsAtOnceAreOne() throws Exception {
        studio.photo("s", 1);
        studio.clock.step(HOUR);
        studio.gate.holdAtFirstItem();
        FutureTask<JsonNode> first = FaceSwapRowsTest.inBackground(() -> studio.clean("/expired"));
        studio.gate.awaitHeld();

        Calls.Answer second = studio.admin().post(CLEANUP + "/all");

        assertThat(second.status()).isEqualTo(409);
        studio.gate.release();
        assertThat(first.get(30, SECONDS).path("deleted_count").asInt()).isEqualTo(1);
        assertThat(studio.look("/runs")).hasSize(1);
    }

    @Test
    void nothingIsLostWhileTheHostKeepsUploading() throws Exception {
        studio.template();
        for (int i = 0; i < 10; i++) {
            studio.photo("due", 1);
            studio.store("photos/orphan" + i);
        }
        studio.clock.step(DAY.plus(HOUR));
        studio.gate.holdAtFirstItem();
        FutureTask<JsonNode> run = FaceSwapRowsTest.inBackground(() -> studio.clean("/all"));
        studio.gate.awaitHeld();
        Set<Long> kept = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            kept.add(studio.photo("kept", 24));
        }
        studio.store("photos/young");
        studio.gate.release();
        while (!run.isDone()) {
            kept.add(studio.photo("kept", 24));
        }

        assertThat(run.get().path("totals").path("deleted_count").asInt()).isEqualTo(20);
        assertThat(kept).allMatch(studio::hasImage);
        assertThat(studio.files())
                .containsAll(studio.named())
                .contains("photos/young")
                .hasSize(kept.size() + 5);
    }
}
