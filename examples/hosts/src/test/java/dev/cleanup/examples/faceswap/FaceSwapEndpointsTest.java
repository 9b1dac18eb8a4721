package dev.cleanup.examples.faceswap;

import static dev.cleanup.examples.faceswap.Studio.CLEANUP;
import static dev.cleanup.examples.faceswap.Studio.DAY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.examples.web.Role;
import dev.cleanup.examples.web.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How FaceSwap's cleanup is called, by whom, and how often. */
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
        assertRefused("/expired?dryrun=true", "dryrun is no parameter of this call, which knows [dry_run]");
        assertRefused("/all?days=9", "days is no parameter of this call, which knows [dry_run, days_old]");
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
