package dev.cleanup.examples.therapybridge;

import static dev.cleanup.examples.therapybridge.Practice.inBackground;
import static dev.cleanup.examples.therapybridge.Practice.texts;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.report.Phase;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What TherapyBridge needs, row by row, over HTTP: what is cleaned up, and what is answered. */
@Timeout(120)
class TherapyBridgeRowsTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    private Path directory;

    private Practice practice;

    @BeforeEach
    void makeHost() {
        practice = new Practice(directory);
    }

    @AfterEach
    void close() {
        practice.close();
    }

    @Test
    void t1FilesThatNoSessionNamesGoOnceTheyAreADayOld() throws Exception {
        practice.storing("orphan.m4a", ".gitkeep").start();
        String named = practice.upload() + ".m4a";
        do {
            practice.storing("young.m4a");
        } while (!practice.changed("young.m4a").isAfter(practice.changed("orphan.m4a")));
        practice.clock.set(practice.changed("orphan.m4a").plus(DAY).minusNanos(1));
        assertThat(practice.clean("orphaned-files").path("files_deleted")).isEmpty();

        practice.step(Duration.ofNanos(1));
        JsonNode result = practice.clean("orphaned-files");

        assertThat(texts(result.path("files_deleted"))).containsExactly("orphan.m4a");
        assertThat(practice.files()).containsExactlyInAnyOrder(".gitkeep", named, "young.m4a");
    }

    @Test
    void t1NothingGoesWhereTheReferencesDoNotFitTheDirectory() throws Exception {
        practice.storing("a.m4a", "b.m4a").start();
        practice.session("completed", "of-another-directory.m4a");
        practice.step(DAY.plusMinutes(1));

        JsonNode result = practice.clean("orphaned-files");

        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(result.path("errors").toString()).contains("orphaned-files: refused by guard nothing-matches");
        assertThat(practice.files()).containsExactly("a.m4a", "b.m4a");
    }

    @Test
    void t2ASessionsFileProtectsItsVariant() throws Exception {
        practice.storing("abc123.m4a", "abc123_processed.mp3", "abc12_processed.mp3")
                .start();
        practice.session("completed", "abc123.m4a");
        practice.step(DAY.plusMinutes(1));

        practice.clean("all");

        assertThat(practice.files()).containsExactly("abc123.m4a", "abc123_processed.mp3");
    }

    @Test
    void t2AFailedSessionTakesItsVariantAlong() throws Exception {
        practice.storing("abc123.m4a", "abc123_processed.mp3", "live.m4a").start();
        practice.session("failed", "abc123.m4a");
        practice.session("completed", "live.m4a");
        practice.step(WEEK);

        JsonNode result = practice.clean("failed-sessions");

        assertThat(texts(result.path("files_deleted"))).containsExactly("abc123.m4a", "abc123_processed.mp3");
        assertThat(practice.files()).containsExactly("live.m4a");
    }

    @Test
    void t3FailedSessionsLoseTheirFilesAfterAWeekAndKeepTheirRow() throws Exception {
        practice.start();
        String session = practice.uploadFailing();
        practice.step(WEEK.minusNanos(1000));
        assertThat(practice.clean("failed-sessions").path("sessions_cleaned")).isEmpty();

        practice.step(Duration.ofNanos(1000));
        JsonNode result = practice.clean("failed-sessions");

        assertThat(texts(result.path("sessions_cleaned"))).containsExactly(session);
        assertThat(practice.files()).isEmpty();
        assertThat(practice.column("status", session)).contains("failed");
        assertThat(practice.column("audio_filename", session)).contains(session + ".m4a");
        assertThat(practice.clean("failed-sessions").path("items"))
                .as("not visited in vain")
                .isEmpty();
    }

    @Test
    void t3ASessionThatIsTriedAgainMeanwhileKeepsItsRecording() throws Exception {
        practice.start();
        String session = practice.uploadFailing();
        practice.step(WEEK);
        practice.gate.holdBefore(Phase.CLAIMING);
        FutureTask<JsonNode> run = inBackground(() -> practice.clean("failed-sessions"));
        practice.gate.awaitHeld();

        assertThat(retry(session).status()).isEqualTo(204);

        practice.gate.release();
        assertThat(run.get(30, SECONDS).path("files_deleted")).isEmpty();
        assertThat(practice.files()).containsExactly(session + ".m4a");
        assertThat(practice.column("status", session)).contains("processing");
    }

    @Test
    void t3ASessionWhoseRecordingIsOnItsWayOutCannotBeTriedAgain() throws Exception {
        practice.start();
        String session = practice.uploadFailing();
        practice.step(WEEK);
        practice.gate.holdBefore(Phase.SECOND_LOOK);
        FutureTask<JsonNode> run = inBackground(() -> practice.clean("failed-sessions"));
        practice.gate.awaitHeld();
        assertThat(practice.files()).hasSize(1);
        assertThat(retry(session).status()).isEqualTo(409);

        practice.gate.release();

        assertThat(run.get(30, SECONDS).path("sessions_cleaned")).hasSize(1);
        assertThat(retry(session).status()).isEqualTo(409);
    }

    @Test
    void t3AFileThatALiveSessionSharesStays() throws Exception {
        practice.storing("shared.m4a").start();
        practice.session("failed", "shared.m4a");
        practice.session("completed", "shared.m4a");
        practice.step(WEEK);

        practice.clean("failed-sessions");

        assertThat(practice.files()).containsExactly("shared.m4a");
    }

    @Test
    void t4BothOperationsGiveOneResultThatCountsNothingTwice() throws Exception {
        practice.storing("orphan.m4a", "live.m4a").start();
        practice.session("completed", "live.m4a");
        String failed = practice.uploadFailing();
        practice.step(WEEK);

        JsonNode result = practice.clean("all");

        assertThat(texts(result.path("files_deleted"))).containsExactly(failed + ".m4a", "orphan.m4a");
        assertThat(result.path("files_deleted_count").asInt()).isEqualTo(2);
        assertThat(result.path("sessions_cleaned_count").asInt()).isEqualTo(1);
        assertThat(result.path("bytes_freed").asInt()).isEqualTo(21);
        assertThat(practice.history().path("runs")).hasSize(1);
    }

    @Test
    void t5ARehearsalOfEachOperationHasTheShapeOfTheRunAndChangesNothing() throws Exception {
        practice.storing("orphan.m4a", "live.m4a").start();
        practice.session("completed", "live.m4a");
        practice.uploadFailing();
        practice.step(WEEK);
        Set<String> before = practice.files();
        List<JsonNode> rehearsals = new ArrayList<>();
        for (String what : List.of("orphaned-files", "failed-sessions", "all")) {
            rehearsals.add(practice.clean(what + "?dry_run=true"));
        }
        assertThat(practice.files()).isEqualTo(before);
        assertThat(practice.history().path("runs")).isEmpty();

        JsonNode run = practice.clean("all");

        assertThat(rehearsals)
                .allSatisfy(rehearsal -> assertThat(names(rehearsal)).isEqualTo(names(run)))
                .extracting(rehearsal -> rehearsal.path("files_deleted_count").asInt())
                .containsExactly(1, 1, 2);
        for (String name : List.of("success", "files_deleted", "sessions_cleaned", "bytes_freed", "errors")) {
            assertThat(rehearsals.get(2).get(name)).as(name).isEqualTo(run.get(name));
        }
    }

    @Test
    void t5APlanWaitsUntilAnAdministratorApprovesIt() throws Exception {
        for (int i = 0; i < 12; i++) {
            practice.storing("orphan-" + i + ".m4a");
        }
        practice.storing("live.m4a").start();
        practice.session("completed", "live.m4a");
        practice.step(DAY.plusMinutes(1));
        assertThat(practice.clean("all").path("errors").toString()).contains("orphan-share");
        String plan = practice.therapist()
                .post("/api/admin/cleanup/plan")
                .json()
                .path("run")
                .asText();
        String apply = "/api/admin/cleanup/plan/" + plan + "/apply";
        assertThat(practice.therapist().post(apply).status()).isEqualTo(403);
        assertThat(practice.admin().post(apply.replace(plan, "another")).status())
                .isEqualTo(404);

        JsonNode result = practice.admin().post(apply).json();

        assertThat(result.path("files_deleted_count").asInt()).isEqualTo(12);
        assertThat(practice.files()).containsExactly("live.m4a");
        assertThat(practice.history().at("/runs/0/approved_by").asText()).isEqualTo("alice");
    }

    @Test
    void t6EachItemCarriesItsReasonAndOutcome() throws Exception {
        practice.start();
        String failed = practice.uploadFailing();
        practice.step(WEEK);

        JsonNode items = practice.clean("all").path("items");

        assertThat(items.findValuesAsText("name")).containsExactly(failed + ".m4a", "sessions#" + failed);
        assertThat(items.findValuesAsText("outcome")).containsExactly("deleted", "settled");
        assertThat(items.get(0).path("reason").asText()).contains("status failed", "created");
    }

    @Test
    void t6OnlyConfirmedDeletionsCount() throws Exception {
        InMemoryStorage storage = InMemoryStorage.named("memory", practice.clock)
                .put("gone.m4a", 100)
                .put("doubtful.m4a", 1000)
                .put("live.m4a", 1);
        storage.losesAnswerFor("doubtful.m4a");
        practice.start(storage).session("completed", "live.m4a");
        practice.step(DAY);

        JsonNode result = practice.clean("all");

        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(texts(result.path("files_deleted"))).containsExactly("gone.m4a");
        assertThat(result.path("bytes_freed").asInt()).isEqualTo(100);
        assertThat(result.path("errors").toString()).contains("doubtful.m4a");
    }

    @Test
    void t7TheStatusSaysWhatWouldBeCleanedAndTheConfigurationWhatIsSet() throws Exception {
        practice.storing("orphan.m4a", "live.m4a")
                .with("ORPHANED_FILE_RETENTION_HOURS", "36")
                .start();
        practice.session("completed", "live.m4a");
        practice.uploadFailing();
        practice.step(WEEK);

        JsonNode status = practice.status();

        assertThat(status.path("orphaned_files").toString()).isEqualTo("{\"count\":1,\"files\":1,\"bytes\":10}");
        assertThat(status.path("failed_sessions").toString()).isEqualTo("{\"count\":1,\"files\":1,\"bytes\":11}");
        JsonNode config = practice.therapist().get("/api/admin/cleanup/config").json();
        assertThat(config.path("failed_session_retention_days").asDouble()).isEqualTo(7);
        assertThat(config.path("orphaned_file_retention_hours").asDouble()).isEqualTo(36);
        assertThat(config.toString())
                .contains("\"ORPHANED_FILE_RETENTION_HOURS\",\"value\":\"PT36H\",\"layer\":\"environment\"")
                .doesNotContain("jdbc:", practice.environment.get("AUTH_SECRET"));
    }

    @Test
    void t7BadInputIsNamedAndChangesNothing() throws Exception {
        practice.start();
        assertThat(detail("all?dry_run=perhaps")).isEqualTo("dry_run (perhaps) must be true or false");
        assertThat(detail("failed-sessions?from=soon&to=2026-01-31")).startsWith("from (soon) must be a day");
        assertThat(detail("failed-sessions?from=2026-01-01")).startsWith("from needs to");
        assertThat(detail("failed-sessions?from=2026-01-02&to=2026-01-01")).contains("must not be before");
        assertThat(detail("failed-sessions?form=2026-01-01")).startsWith("form is no parameter of this call");
        assertThat(detail("all?from=2026-01-01&to=2026-01-02")).startsWith("from is no parameter of this call");
        assertThat(practice.history().path("runs")).isEmpty();
    }

    private String detail(String what) {
        Calls.Answer answer = practice.therapist().post("/api/admin/cleanup/" + what);
        assertThat(answer.status()).isEqualTo(400);
        return answer.detail();
    }

    @Test
    void t11OneFileThatFailsIsReportedAndTheRunGoesOn() throws Exception {
        InMemoryStorage storage = InMemoryStorage.named("memory", practice.clock)
                .put("a.m4a", 1)
                .put("b.m4a", 1)
                .put("c.m4a", 1)
                .put("live.m4a", 1);
        storage.failRemoval("b.m4a");
        practice.start(storage).session("completed", "live.m4a");
        practice.step(DAY);

        JsonNode result = practice.clean("all");

        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(texts(result.path("files_deleted"))).containsExactlyInAnyOrder("a.m4a", "c.m4a");
        assertThat(result.path("errors")).hasSize(1);
        assertThat(storage.keys()).containsExactlyInAnyOrder("b.m4a", "live.m4a");
        storage.clearFaults();
        assertThat(texts(practice.clean("all").path("files_deleted"))).containsExactly("b.m4a");
    }

    @Test
    void t14ANameThatLeadsOutOfTheDirectoryTouchesNothingUntilTheHostIgnoresIt() throws Exception {
        Files.createDirectories(practice.path("etc"));
        Files.writeString(practice.path("etc/passwd"), "root");
        practice.storing("orphan.m4a", "live.m4a").start();
        practice.session("completed", "live.m4a");
        practice.session("failed", "../../etc/passwd");
        practice.step(WEEK);

        JsonNode stopped = practice.clean("all");

        assertThat(stopped.path("success").asBoolean()).isFalse();
        assertThat(stopped.path("errors").toString())
                .contains("orphaned-files: refused by guard unmappable-references");
        assertThat(practice.files()).containsExactly("live.m4a", "orphan.m4a");
        practice.host.close();
        practice.with("IGNORED_AUDIO_NAMES", "../../etc/passwd").start();
        assertThat(texts(practice.clean("all").path("files_deleted"))).containsExactly("orphan.m4a");
        assertThat(practice.path("etc/passwd")).hasContent("root");
    }

    @Test
    void t14LinksAreNotFollowedAndADirectoryThatWasExchangedIsRefused() throws Exception {
        Path outside = Files.createDirectories(practice.path("outside"));
        Files.writeString(outside.resolve("taxes.m4a"), "content");
        practice.storing("live.m4a").start();
        practice.session("completed", "live.m4a");
        Files.createSymbolicLink(practice.audio().resolve("link.m4a"), outside.resolve("taxes.m4a"));
        Files.createSymbolicLink(practice.audio().resolve("folder"), outside);
        practice.step(DAY.plusMinutes(1));
        practice.clean("all");
        assertThat(outside.resolve("taxes.m4a")).exists();

        exchangeDirectories(outside);
        JsonNode result = practice.clean("all");

        assertThat(result.path("errors").toString()).contains("storage-unavailable");
        assertThat(practice.audio().resolve("taxes.m4a")).exists();
    }

    /** Moves the recordings away, and another directory to their place. */
    private void exchangeDirectories(Path other) throws IOException {
        Files.move(practice.audio(), practice.path("moved"));
        Files.move(other, practice.audio());
    }

    @Test
    void nothingIsLostWhileTheHostKeepsUploading() throws Exception {
        practice.start();
        for (int i = 0; i < 20; i++) {
            practice.uploadFailing();
        }
        practice.step(WEEK);
        practice.gate.holdAtFirstItem();
        FutureTask<JsonNode> run = inBackground(() -> practice.clean("all"));
        practice.gate.awaitHeld();
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            kept.add(practice.upload() + ".m4a");
        }
        practice.gate.release();
        while (!run.isDone()) {
            kept.add(practice.upload() + ".m4a");
        }

        assertThat(run.get().path("sessions_cleaned_count").asInt()).isEqualTo(20);
        assertThat(practice.files()).containsExactlyInAnyOrderElementsOf(kept);
    }

    private Calls.Answer retry(String session) {
        return practice.therapist().post("/api/sessions/" + session + "/retry");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
