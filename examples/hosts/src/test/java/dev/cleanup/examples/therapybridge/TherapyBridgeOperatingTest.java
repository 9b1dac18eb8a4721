package dev.cleanup.examples.therapybridge;

import static dev.cleanup.examples.therapybridge.Practice.inBackground;
import static dev.cleanup.examples.therapybridge.Practice.texts;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.examples.web.Child;
import dev.cleanup.examples.web.Json;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.settings.SettingsException;
import dev.cleanup.testkit.fake.InMemoryStorage;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What TherapyBridge needs, row by row, over HTTP: who may, when it runs, who hears of it, and what comes back. */
@Timeout(120)
class TherapyBridgeOperatingTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final List<String> POSTS = List.of("orphaned-files", "failed-sessions", "all", "plan");
    private static final List<String> GETS = List.of("status", "config", "history", "quarantine");

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
    void t8TherapistsAndAdministratorsMayAndPatientsMayNot() throws Exception {
        practice.start();
        assertThat(statuses(practice.nobody())).containsOnly(401);
        assertThat(statuses(practice.patient())).containsOnly(403);
        assertThat(practice.history().path("runs")).isEmpty();

        assertThat(statuses(practice.therapist())).containsOnly(200, 201);
        assertThat(statuses(practice.admin())).containsOnly(200, 201);
        assertThat(practice.therapist().get("/metrics").status()).isEqualTo(403);
        assertThat(practice.therapist()
                        .post("/api/admin/cleanup/quarantine/restore")
                        .status())
                .isEqualTo(403);
    }

    private static List<Integer> statuses(Calls calls) {
        return Stream.concat(
                        POSTS.stream().map(path -> calls.post("/api/admin/cleanup/" + path)),
                        GETS.stream().map(path -> calls.get("/api/admin/cleanup/" + path)))
                .map(Calls.Answer::status)
                .toList();
    }

    @Test
    void t8ExpiredAndForgedTokensAreNone() throws Exception {
        practice.start();
        Caller alice = new Caller("alice", Roles.ADMIN);
        String forged = new Tokens("a secret that somebody else made up", practice.clock).issue(alice, DAY);
        String expired = practice.tokens().issue(alice, Duration.ofMinutes(5));
        practice.step(Duration.ofMinutes(6));

        assertThat(statuses(practice.nobody().bearing(forged))).containsOnly(401);
        assertThat(statuses(practice.nobody().bearing(expired))).containsOnly(401);
    }

    @Test
    void t8WhoAskedStandsInTheHistoryOfRuns() throws Exception {
        practice.start().clean("all");
        practice.admin().post("/api/admin/cleanup/orphaned-files");

        JsonNode runs = practice.history().path("runs");

        assertThat(runs.findValuesAsText("asked_by")).containsExactly("alice", "theo");
        assertThat(texts(runs.get(0).path("operations"))).containsExactly("orphaned-files");
    }

    @Test
    void t8AnErrorGivesNothingAwayOfTheMachine() throws Exception {
        practice.storing("orphan.m4a").start();
        practice.step(DAY.plusMinutes(1));
        practice.sql().useHandle(handle -> handle.execute("ALTER TABLE sessions RENAME TO hidden"));

        JsonNode result = practice.clean("all");
        Calls.Answer upload = practice.patient().post("/api/sessions", new byte[1]);

        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(result.toString()).doesNotContainIgnoringCase("sql").doesNotContain("hidden", directory.toString());
        assertThat(upload.text()).isEqualTo("{\"detail\":\"Internal error\"}");
        assertThat(practice.files()).contains("orphan.m4a");
    }

    @Test
    void t9TheSettingsComeFromTheEnvironment() {
        TherapyBridgeSettings defaults = practice.settings().value();
        practice.with("FAILED_SESSION_RETENTION_DAYS", "30").with("ORPHANED_FILE_RETENTION_HOURS", "48");
        practice.with("AUTO_CLEANUP_ON_STARTUP", "true").with("CLEANUP_SCHEDULE_HOUR", "5");
        TherapyBridgeSettings settings =
                practice.with("JSON_LOGS", "true").settings().value();

        assertThat(defaults.failedRetention()).isEqualTo(WEEK);
        assertThat(defaults.orphanRetention()).isEqualTo(DAY);
        assertThat(defaults.onStartup()).isFalse();
        assertThat(defaults.time()).isEqualTo(LocalTime.of(3, 0));
        assertThat(settings.failedRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.orphanRetention()).isEqualTo(Duration.ofHours(48));
        assertThat(settings.onStartup()).isTrue();
        assertThat(settings.time()).isEqualTo(LocalTime.of(5, 0));
        assertThat(settings.jsonLogs()).isTrue();
    }

    @Test
    void t9AllFaultsOfTheSettingsAreReportedTogether() {
        practice.with("FAILED_SESSION_RETENTION_DAYS", "-7").with("ORPHANED_FILE_RETENTION_HOURS", "soon");
        practice.with("AUTO_CLEANUP_ON_STARTUP", "perhaps").with("CLEANUP_SCHEDULE_HOUR", "24");
        practice.with("JSON_LOGS", "yes").with("WEBHOOK_URL", "ftp://token@example.org");
        practice.with("SMTP_HOST", "localhost");

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(practice::settings)
                .withMessageContainingAll(
                        "FAILED_SESSION_RETENTION_DAYS", "-7", "ORPHANED_FILE_RETENTION_HOURS", "soon")
                .withMessageContainingAll("AUTO_CLEANUP_ON_STARTUP", "perhaps", "CLEANUP_SCHEDULE_HOUR", "24")
                .withMessageContainingAll("JSON_LOGS", "yes", "WEBHOOK_URL", "MAIL_TO")
                .satisfies(fault -> assertThat(fault).message().doesNotContain("token@"));
    }

    @Test
    void t10TheRunAtStartUpDoesNotDelayTheStart() throws Exception {
        practice.with("AUTO_CLEANUP_ON_STARTUP", "true").start();
        practice.uploadFailing();
        practice.step(WEEK);
        practice.gate.holdAtFirstItem();

        practice.host.scheduler.start();

        practice.gate.awaitHeld();
        assertThat(practice.upload()).isNotEmpty();
        assertThat(practice.therapist().post("/api/admin/cleanup/all").status()).isEqualTo(409);
        practice.gate.release();
        practice.awaitRun();
        assertThat(practice.files()).hasSize(1);
    }

    @Test
    void t10ItRunsEachDayAtTheHourThatIsSet() throws Exception {
        practice.with("CLEANUP_SCHEDULE_HOUR", "5").start().host.scheduler.start();
        LocalDate tomorrow =
                LocalDate.ofInstant(practice.clock.instant(), ZoneOffset.UTC).plusDays(1);
        assertThat(practice.host.scheduler.status().last()).isEmpty();
        for (int day = 0; day < 2; day++) {
            practice.clock.set(tomorrow.plusDays(day).atTime(5, 0).toInstant(ZoneOffset.UTC));
            practice.host.scheduler.wake();
            practice.awaitRun();
        }

        assertThat(practice.history().path("runs").findValuesAsText("started_at"))
                .containsExactly(tomorrow.plusDays(1) + "T05:00:00Z", tomorrow + "T05:00:00Z");
        assertThat(practice.status().path("next_run").asText()).isEqualTo(tomorrow.plusDays(2) + "T05:00:00Z");
    }

    @Test
    void t10TwoRunsByHandAtOnceAreOne() throws Exception {
        practice.start();
        practice.uploadFailing();
        practice.step(WEEK);
        practice.gate.holdAtFirstItem();
        FutureTask<JsonNode> first = inBackground(() -> practice.clean("failed-sessions"));
        practice.gate.awaitHeld();

        assertThat(practice.admin().post("/api/admin/cleanup/orphaned-files").status())
                .isEqualTo(409);

        practice.gate.release();
        assertThat(first.get(30, SECONDS).path("sessions_cleaned_count").asInt())
                .isEqualTo(1);
        assertThat(practice.history().path("runs")).hasSize(1);
    }

    @Test
    void t10APlanIsTurnedAwayWhileARunIsUnderWay() throws Exception {
        practice.start();
        practice.uploadFailing();
        practice.step(WEEK);
        JsonNode plan = practice.admin().post("/api/admin/cleanup/plan").json();
        String apply = "/api/admin/cleanup/plan/" + plan.path("run").asText() + "/apply";
        practice.gate.holdAtFirstItem();
        FutureTask<JsonNode> run = inBackground(() -> practice.clean("failed-sessions"));
        practice.gate.awaitHeld();

        assertThat(practice.admin().post(apply).status()).isEqualTo(409);

        practice.gate.release();
        assertThat(run.get(30, SECONDS).path("success").asBoolean()).isTrue();
        assertThat(practice.admin().post(apply).status()).isEqualTo(200);
    }

    @Test
    void t10CronIsTurnedAwayWhileTheServerCleansUpThoughItIsAnotherProcess() throws Exception {
        practice.start();
        practice.uploadFailing();
        practice.step(WEEK);
        practice.gate.holdAtFirstItem();
        FutureTask<JsonNode> run = inBackground(() -> practice.clean("all"));
        practice.gate.awaitHeld();

        Practice cron = new Practice(directory).with("DATABASE_URL", "jdbc:h2:mem:cron");
        try (Child child = Child.of(CronJob.class, cron.environment)) {
            assertThat(child.rest()).asString().contains("another run over this storage holds the host's lock");
            assertThat(child.exitCode()).isZero();
        }
        practice.gate.release();
        assertThat(run.get(30, SECONDS).path("files_deleted_count").asInt()).isEqualTo(1);
    }

    @Test
    void t10AndT12CronRunsOnceAndLeavesALineOfJson() throws Exception {
        practice.storing("orphan.m4a").start();
        practice.upload();
        practice.host.close();

        List<String> lines;
        practice.with("JSON_LOGS", "true").with("CLOCK_AHEAD_HOURS", "48");
        try (Child child = Child.of(CronJob.class, practice.environment)) {
            lines = child.rest();
            assertThat(child.exitCode()).isZero();
        }

        String line = lines.stream()
                .filter(text -> text.contains("\"component\""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(lines));
        JsonNode log = Json.MAPPER.readTree(line);
        assertThat(log.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(log.path("level").asText()).isEqualTo("INFO");
        assertThat(log.path("component").asText()).isEqualTo("therapybridge");
        assertThat(log.path("operation").asText()).isEqualTo("failed-sessions,orphaned-files");
        assertThat(log.path("files_deleted").asInt()).isEqualTo(1);
        assertThat(log.path("space_freed_mb").isNumber()).isTrue();
        assertThat(log.path("errors").asInt()).isZero();
        assertThat(log.path("duration_ms").isNumber()).isTrue();
    }

    @Test
    void t13TheMetricsSayWhatRunsDid() throws Exception {
        practice.storing("orphan.m4a", "live.m4a").start();
        practice.session("completed", "live.m4a");
        practice.uploadFailing();
        practice.step(WEEK);
        practice.clean("all");

        assertThat(practice.admin().get("/metrics").text().lines())
                .contains("cleanup_files_deleted_files_total{cleanup=\"therapybridge\",task=\"orphaned-files\"} 1.0")
                .contains("cleanup_freed_bytes_total{cleanup=\"therapybridge\",task=\"failed-sessions\"} 11.0")
                .contains("cleanup_orphans_files{cleanup=\"therapybridge\",task=\"orphaned-files\"} 1.0")
                .contains("cleanup_records_found_records{cleanup=\"therapybridge\",task=\"failed-sessions\"} 1.0")
                .contains("cleanup_run_seconds_count{cleanup=\"therapybridge\",outcome=\"completed\"} 1")
                .contains("cleanup_run_seconds_count{cleanup=\"therapybridge\",outcome=\"failed\"} 0")
                .contains("cleanup_storage_used_bytes{store=\"audio\"} 10.0")
                .anyMatch(line -> line.startsWith("cleanup_last_duration_seconds{"));
    }

    @Test
    void t13RunsThatFailInARowAndTooManyOrphansAndTooMuchStorageRaiseAnAlarm() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            practice.with("WEBHOOK_URL", receiver.address()).with("ALERT_FAILURES_IN_A_ROW", "2");
            practice.with("ALERT_ORPHANS_ABOVE", "1").with("ALERT_STORAGE_ABOVE_MB", "1");
            practice.storing("a.m4a", "b.m4a").start();
            practice.patient().post("/api/sessions", new byte[1024 * 1024]);
            practice.clean("all");
            assertThat(receiver.next().path("causes").findValuesAsText("condition"))
                    .containsExactly("always", "orphans above", "storage above");

            practice.sql().useHandle(handle -> handle.execute("ALTER TABLE sessions RENAME TO hidden"));
            practice.clean("all");
            practice.clean("all");

            assertThat(receiver.next().path("causes").findValuesAsText("condition"))
                    .doesNotContain("failures in a row");
            assertThat(receiver.next().path("causes").findValuesAsText("condition"))
                    .contains("failures in a row");
        }
    }

    @Test
    void t15TheHistoryIsKeptInTheDatabaseWithItsTrend() throws Exception {
        practice.storing("orphan.m4a").start();
        practice.upload();
        practice.step(DAY.plusMinutes(1));
        practice.clean("all");
        practice.patient().post("/api/sessions", new byte[1024 * 1024]);
        practice.step(DAY);
        practice.clean("all");
        practice.host.close();

        JsonNode trend = practice.start().history().path("trend");

        assertThat(trend.path("runs").asInt()).isEqualTo(2);
        assertThat(trend.path("files_deleted").asInt()).isEqualTo(1);
        assertThat(trend.path("success_rate").asDouble()).isEqualTo(1);
        assertThat(trend.path("storage_growth_mb_per_day").asDouble()).isBetween(0.99, 1.01);
        practice.step(Duration.ofDays(40));
        assertThat(practice.history().path("runs")).as("of the last 30 days").isEmpty();
    }

    @Test
    void t15AWebhookHearsOfEachRun() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            practice.with("WEBHOOK_URL", receiver.address()).start();
            practice.uploadFailing();
            practice.step(WEEK);
            practice.clean("all");

            JsonNode message = receiver.next();

            assertThat(message.path("outcome").asText()).isEqualTo("completed");
            assertThat(message.path("actor").asText()).isEqualTo("theo");
            assertThat(message.at("/tasks/0/filesRemoved").asInt()).isEqualTo(1);
        }
    }

    @Test
    void t15AChatHearsOfEachRun() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            practice.with("WEBHOOK_URL", receiver.address())
                    .with("WEBHOOK_FORM", "slack")
                    .start();
            practice.clean("all");

            assertThat(receiver.next().path("text").asText()).contains("Cleanup therapybridge", "0 files removed");
        }
    }

    @Test
    void t15AMailTellsOfEachRun() throws Exception {
        GreenMail mails = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        try {
            mails.start();
            practice.with("SMTP_HOST", "localhost").with("MAIL_TO", "practice@example.org");
            practice.with("SMTP_PORT", "" + mails.getSmtp().getPort()).start();
            practice.uploadFailing();
            practice.step(WEEK);
            practice.clean("all");

            assertThat(mails.waitForIncomingEmail(30_000, 1)).isTrue();

            MimeMessage mail = mails.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("Cleanup completed: 1 files deleted");
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("practice@example.org");
            assertThat(mail.getContent().toString()).contains("asked for by theo", "failed-sessions");
        } finally {
            mails.stop();
        }
    }

    @Test
    void t15WhoCannotBeToldCostsARunNothing() throws Exception {
        practice.with("SMTP_HOST", "localhost").with("SMTP_PORT", "1").with("MAIL_TO", "practice@example.org");
        practice.with("WEBHOOK_URL", "http://localhost:1/hook").start();

        assertThat(practice.clean("all").path("success").asBoolean()).isTrue();
    }

    @Test
    void t15WhatLiesInQuarantineComesBackOrIsPurgedOnceItsTimeIsOver() throws Exception {
        practice.with("CLEANUP_FILES", "quarantine").with("QUARANTINE_DAYS", "14");
        practice.storing("a.m4a").start();
        practice.upload();
        practice.step(DAY.plusMinutes(1));
        String run = practice.clean("all").path("run").asText();
        assertThat(practice.files()).doesNotContain("a.m4a");
        String aside = "/api/admin/cleanup/quarantine";
        assertThat(practice.therapist().get(aside).json().findValuesAsText("file"))
                .containsExactly("a.m4a");

        JsonNode restored = practice.admin().post(aside + "/restore?run=" + run).json();

        assertThat(restored.path("files_restored").asInt()).isEqualTo(1);
        assertThat(practice.files()).contains("a.m4a");
        practice.step(DAY.plusMinutes(1));
        practice.clean("all");
        practice.step(Duration.ofDays(14));
        practice.clean("all");
        assertThat(practice.therapist().get(aside).json()).isEmpty();
        assertThat(practice.files()).doesNotContain("a.m4a");
    }

    @Test
    void t15TheArchiveHasAVerifiedCopyBeforeAFileIsDeleted() throws Exception {
        practice.with("CLEANUP_FILES", "archive").start();
        String session = practice.uploadFailing();
        practice.step(WEEK);

        JsonNode result = practice.clean("all");

        assertThat(result.path("items").findValuesAsText("outcome")).contains("archived");
        assertThat(practice.files()).isEmpty();
        try (Stream<Path> archives = Files.list(practice.path("archive"));
                FileSystem zip = FileSystems.newFileSystem(archives.findFirst().orElseThrow())) {
            assertThat(zip.getPath("files", session + ".m4a")).hasContent("a recording");
        }
    }

    @Test
    void t15AnArchiveThatIsAwayBlocksTheDeletion() throws Exception {
        practice.with("CLEANUP_FILES", "archive").start();
        String session = practice.uploadFailing();
        practice.step(WEEK);
        Files.delete(practice.path("archive"));

        JsonNode result = practice.clean("all");

        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(result.path("errors").toString()).contains(session);
        assertThat(practice.files()).containsExactly(session + ".m4a");
    }

    @Test
    void t15AnotherStorageThanADirectoryWillDo() throws Exception {
        InMemoryStorage storage = InMemoryStorage.named("bucket", practice.clock)
                .put("orphan.m4a", 1)
                .put("failed.m4a", 1)
                .put("failed_processed.mp3", 1)
                .put("live.m4a", 1);
        practice.start(storage).session("completed", "live.m4a");
        practice.session("failed", "failed.m4a");
        practice.step(WEEK);

        assertThat(practice.clean("all").path("success").asBoolean()).isTrue();

        assertThat(storage.keys()).containsExactly("live.m4a");
    }

    @Test
    void t15FilesAreListedInParallelToTheReferences() throws Exception {
        practice.start().clean("all");

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("therapybridge-lister"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void t15FailedSessionsOfARangeOfDaysCanBeChosen() throws Exception {
        practice.start();
        LocalDate first = LocalDate.ofInstant(practice.clock.instant(), ZoneOffset.UTC);
        String early = practice.uploadFailing();
        practice.step(Duration.ofDays(2));
        String late = practice.uploadFailing();
        practice.step(WEEK);
        String range = "failed-sessions?from=" + first + "&to=" + first.plusDays(1);

        assertThat(texts(practice.clean(range + "&dry_run=true").path("sessions_cleaned")))
                .containsExactly(early);
        assertThat(texts(practice.clean(range).path("sessions_cleaned"))).containsExactly(early);
        assertThat(practice.files()).containsExactly(late + ".m4a");
        String young = practice.uploadFailing();
        LocalDate today = LocalDate.ofInstant(practice.clock.instant(), ZoneOffset.UTC);
        practice.clean("failed-sessions?from=" + first + "&to=" + today);
        assertThat(practice.files()).as("the young ones stay").containsExactly(young + ".m4a");
    }
}
