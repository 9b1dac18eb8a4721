package dev.cleanup.examples.chatterbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.examples.web.RunGate;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Chatterbox needs, row by row, over HTTP. */
@Timeout(120)
class ChatterboxRowsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private Home home;

    @BeforeEach
    void makeHome() {
        home = new Home(directory);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void c1ExpiredTokensGoWithTheirFilesAndEveryOtherByteStays() throws Exception {
        String due = home.entry("due", "due.wav", Duration.ZERO);
        String good = home.entry("good", "good.wav", HOUR);
        home.storing("due.wav", "good.wav")
                .tokens("{\t" + due + " ,\r\n\n   " + good + ", \"odd\": {\"x\": 1.50e3}\n}");
        Files.setPosixFilePermissions(home.tokenFile(), PosixFilePermissions.fromString("rw-r-----"));
        home.start();

        JsonNode result = home.clean();

        assertThat(result.path("tokens_cleaned").asInt()).isEqualTo(1);
        assertThat(home.tokens()).isEqualTo("{\t" + good + ", \"odd\": {\"x\": 1.50e3}\n}");
        assertThat(home.files()).containsExactly("good.wav");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.tokenFile())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void c1TheTokenFileKeepsItsOwner() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may give files to others");
        home.storing("due.wav")
                .tokens("{" + home.entry("due", "due.wav", Duration.ZERO) + "}")
                .start();
        Files.setAttribute(home.tokenFile(), "unix:uid", 4711);

        home.clean();

        assertThat(home.tokenIds()).isEmpty();
        assertThat(Files.getAttribute(home.tokenFile(), "unix:uid")).isEqualTo(4711);
    }

    @Test
    void c1TokensOlderThanTheRetentionGoThoughTheyNeverExpire() throws Exception {
        home.storing("lasting.wav")
                .tokens("{\"lasting\": {\"created_at\": \"%s\", \"audio\": \"lasting.wav\"}}"
                        .formatted(home.clock.instant()))
                .start();

        home.clock.step(DAY.minusSeconds(1));
        assertThat(home.clean().path("tokens_cleaned").asInt()).isZero();
        home.clock.step(Duration.ofSeconds(1));
        assertThat(home.clean().path("tokens_cleaned").asInt()).isEqualTo(1);
        assertThat(home.files()).isEmpty();
    }

    @Test
    void c2FilesThatNoTokenNamesGoOnceTheyAreADayOld() throws Exception {
        home.storing("orphan.wav").start();
        String named = home.fileOf(home.upload(10));
        do {
            home.storing("young.wav");
        } while (!home.changed("young.wav").isAfter(home.changed("orphan.wav")));
        home.clock.set(home.changed("orphan.wav").plus(DAY).minusNanos(1));
        assertThat(home.clean().path("files_cleaned").asInt()).isZero();

        home.clock.step(Duration.ofNanos(1));
        JsonNode result = home.clean();

        assertThat(result.path("files_cleaned").asInt()).isEqualTo(1);
        assertThat(home.files()).containsExactlyInAnyOrder("young.wav", named);
    }

    @Test
    void c2AnEntryWhoseFileCannotBeReadStopsTheSweepOfOrphans() throws Exception {
        home.storing("orphan.wav", "due.wav")
                .tokens("{\"broken\": {\"created_at\": \"%s\", \"audio\": 42}, %s}"
                        .formatted(home.clock.instant().plus(DAY), home.entry("due", "due.wav", DAY)))
                .start();
        home.clock.step(DAY);

        JsonNode result = home.clean();

        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(result.path("errors").toString()).contains("orphaned-files", "tokens#" + Owner.hashOf("broken"));
        assertThat(home.files()).containsExactly("orphan.wav");
    }

    @Test
    void c3InAnEmergencyTheOldestTokensGoUntilFourFifthsOfTheLimitAreLeft() throws Exception {
        home.limitedTo(10).start();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            tokens.add(home.uploadMegabyte());
            home.clock.step(Duration.ofMinutes(1));
        }
        home.clock.step(HOUR);

        JsonNode result = home.clean();

        assertThat(result.path("tokens_cleaned").asInt()).isEqualTo(3);
        assertThat(home.tokenIds()).containsExactlyInAnyOrderElementsOf(tokens.subList(3, 11));
        assertThat(home.files()).hasSize(8);
    }

    @Test
    void c3NoneInUseOrTooYoungGoesAndATargetOutOfReachIsSaid() throws Exception {
        home.limitedTo(1).start();
        String old = home.uploadMegabyte();
        String used = home.uploadMegabyte();
        home.clock.step(HOUR);
        String young = home.uploadMegabyte();
        home.tokens(home.tokens().replaceAll("(?s)(\"" + used + "\".*?\"in_use_by\" : )null", "$1\"a download\""));

        JsonNode result = home.clean();

        assertThat(home.tokenIds()).containsExactlyInAnyOrder(used, young).doesNotContain(old);
        assertThat(result.path("remarks").toString()).contains("target");
    }

    @Test
    void c4CorruptedEntriesStayAndTheRunGoesOnWithTheRest() throws Exception {
        home.storing("due.wav", "odd.wav")
                .tokens("{\"odd\": {\"created_at\": \"%s\", \"expires_at\": \"soon\", \"audio\": \"odd.wav\"}, %s}"
                        .formatted(home.clock.instant(), home.entry("due", "due.wav", Duration.ZERO)))
                .start();

        JsonNode result = home.clean();

        assertThat(home.tokenIds()).containsExactly("odd");
        assertThat(home.files()).containsExactly("odd.wav");
        assertThat(result.path("errors").toString())
                .contains("tokens#" + Owner.hashOf("odd"), "/expires_at")
                .doesNotContain("soon");
    }

    @Test
    void c4AFailedDeletionIsTriedAgainOnTheNextRun() throws Exception {
        home.storing("due.wav", ".cleanup")
                .tokens("{" + home.entry("due", "due.wav", Duration.ZERO) + "}")
                .start();

        JsonNode failed = home.clean();
        assertThat(failed.path("success").asBoolean()).isFalse();
        assertThat(home.tokenIds()).containsExactly("due");

        Files.delete(home.audio().resolve(".cleanup"));
        assertThat(home.clean().path("tokens_cleaned").asInt()).isEqualTo(1);
        assertThat(home.files()).isEmpty();
    }

    @Test
    void c4AFileThatIsNoJsonChangesNothingAndSaysWhereItBroke() throws Exception {
        String broken = "{\n" + home.entry("due", "due.wav", Duration.ZERO) + ",\n  \"cut\": {\"aud";
        home.storing("due.wav", "orphan.wav").tokens(broken).start();
        home.clock.step(DAY);

        JsonNode result = home.clean();

        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(result.path("errors").toString()).contains("line 3");
        assertThat(home.tokens()).isEqualTo(broken);
        assertThat(home.files()).containsExactly("due.wav", "orphan.wav");
    }

    @Test
    void c5TheMetricsAreThoseOfTheDashboard() throws Exception {
        home.storing("due.wav", "odd.wav")
                .tokens("{\"odd\": {\"expires_at\": \"soon\", \"audio\": \"odd.wav\"}, "
                        + home.entry("due", "due.wav", Duration.ZERO) + "}")
                .start();
        home.clean();

        JsonNode metrics = home.admin().get("/api/cleanup/metrics").json();

        assertThat(metrics.path("tokens_cleaned").asInt()).isEqualTo(1);
        assertThat(metrics.path("files_cleaned").asInt()).isEqualTo(1);
        assertThat(metrics.path("bytes_freed").asInt()).isEqualTo(10);
        assertThat(metrics.path("errors").asInt()).isPositive();
        assertThat(metrics.path("last_cleanup").asText())
                .isEqualTo(home.clock.instant().toString());
        assertThat(metrics.path("last_error").asText()).contains("failed");
        assertThat(metrics.path("storage_size").asInt()).isEqualTo(10);
        assertThat(metrics.path("storage_limit").asLong()).isEqualTo(1073741824L);
        assertThat(metrics.path("retention_hours").asInt()).isEqualTo(24);
    }

    @Test
    void c5TheMetricsOutliveTheProcess() throws Exception {
        home.storing("due.wav")
                .tokens("{" + home.entry("due", "due.wav", Duration.ZERO) + "}")
                .start();
        home.clean();
        home.close();

        home.start();

        assertThat(home.admin()
                        .get("/api/cleanup/metrics")
                        .json()
                        .path("tokens_cleaned")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void c6TheScheduleStartsAndStopsHoweverOftenOneAsks() throws Exception {
        home.start();

        assertThat(schedule("/start").path("started").asBoolean()).isTrue();
        assertThat(schedule("/start").path("started").asBoolean()).isTrue();
        assertThat(schedule("/start").path("interval_hours").asDouble()).isEqualTo(0.5);
        assertThat(schedule("/stop").path("started").asBoolean()).isFalse();
        assertThat(schedule("/stop").path("started").asBoolean()).isFalse();
    }

    @Test
    void c6TheScheduleRunsAndAManualRunMovesTheInterval() throws Exception {
        RunGate gate = new RunGate();
        home.start(gate);
        schedule("/start");
        home.clock.step(Duration.ofMinutes(20));
        home.clean();
        assertThat(status().path("next_run").asText())
                .isEqualTo(home.clock.instant().plus(Duration.ofMinutes(30)).toString());

        gate.awaitEnds(1);
        home.clock.step(Duration.ofMinutes(30));
        home.host.scheduler.wake();

        gate.awaitEnds(1);
        while (home.host.scheduler.status().running()) {
            Thread.onSpinWait();
        }
        assertThat(status().path("last_success").asBoolean()).isTrue();
    }

    @Test
    void c7OnlyAdministratorsMayCleanUp() throws Exception {
        home.start();
        for (String path : List.of("/manual", "/schedule/start", "/schedule/stop")) {
            assertThat(home.nobody().post("/api/cleanup" + path).status()).isEqualTo(401);
            assertThat(home.user().post("/api/cleanup" + path).status()).isEqualTo(403);
            assertThat(home.admin().post("/api/cleanup" + path).status()).isEqualTo(200);
        }
        for (String path : List.of("/metrics", "/schedule/status")) {
            assertThat(home.nobody()
                            .bearing("forged")
                            .get("/api/cleanup" + path)
                            .status())
                    .isEqualTo(401);
            assertThat(home.user().get("/api/cleanup" + path).status()).isEqualTo(403);
            assertThat(home.admin().get("/api/cleanup" + path).status()).isEqualTo(200);
        }
    }

    @Test
    void c7TooManyCallsAreToldToComeLater() throws Exception {
        home.start();
        for (int i = 0; i < 10; i++) {
            assertThat(home.admin().get("/api/cleanup/metrics").status()).isEqualTo(200);
        }
        assertThat(home.admin().post("/api/cleanup/manual").status()).isEqualTo(429);
        home.clock.step(Duration.ofMinutes(1));
        assertThat(home.admin().post("/api/cleanup/manual").status()).isEqualTo(200);
    }

    @Test
    void c7ADryRunHasTheShapeOfARunAndChangesNothing() throws Exception {
        home.storing("due.wav")
                .tokens("{" + home.entry("due", "due.wav", Duration.ZERO) + "}")
                .start();
        String before = home.tokens();

        JsonNode rehearsal =
                home.admin().post("/api/cleanup/manual?dry_run=true").json();

        assertThat(home.tokens()).isEqualTo(before);
        assertThat(home.files()).containsExactly("due.wav");
        JsonNode run = home.clean();
        for (String name : List.of("success", "tokens_cleaned", "files_cleaned", "bytes_freed", "errors")) {
            assertThat(rehearsal.get(name)).as(name).isEqualTo(run.get(name));
        }
        assertThat(home.admin().post("/api/cleanup/manual?dry_run=perhaps").status())
                .isEqualTo(400);
    }

    @Test
    void c7AMisspelledDryRunIsNamedAndDeletesNothing() throws Exception {
        home.storing("due.wav")
                .tokens("{" + home.entry("due", "due.wav", Duration.ZERO) + "}")
                .start();

        for (String path : List.of("/api/cleanup/manual?dryrun=true", "/api/sessions/cleanup?dryrun=true")) {
            assertThat(home.admin().post(path).status()).as(path).isEqualTo(400);
        }
        assertThat(home.files()).containsExactly("due.wav");
    }

    @Test
    void c7TwoRunsAtOnceAreOne() throws Exception {
        RunGate gate = new RunGate();
        home.storing("due.wav")
                .tokens("{" + home.entry("due", "due.wav", Duration.ZERO) + "}")
                .start(gate);
        gate.holdAtFirstItem();
        FutureTask<JsonNode> first = inBackground(home::clean);
        gate.awaitHeld();

        Calls.Answer second = home.admin().post("/api/cleanup/manual");

        assertThat(second.status()).isEqualTo(409);
        gate.release();
        assertThat(first.get(30, SECONDS).path("tokens_cleaned").asInt()).isEqualTo(1);
    }

    @Test
    void c8TheLeastRecentlyUsedSessionsGoAboveNineTenthsOfTheQuota() throws Exception {
        home.start();
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sessions.add(session());
            home.clock.step(Duration.ofMinutes(1));
        }
        home.user().get("/api/sessions/" + sessions.get(0) + "/cache");
        JsonNode full = storageInfo();
        assertThat(full.path("usage").asLong()).isEqualTo(full.path("limit").asLong());
        assertThat(full.path("percent").asDouble()).isEqualTo(100.0);

        JsonNode result = clearSessions();

        assertThat(result.path("sessions_cleared").asInt()).isEqualTo(2);
        assertThat(statusOf(sessions.get(0))).isEqualTo(200);
        assertThat(statusOf(sessions.get(1))).isEqualTo(404);
        assertThat(statusOf(sessions.get(2))).isEqualTo(404);
        assertThat(statusOf(sessions.get(3))).isEqualTo(200);
        assertThat(storageInfo().path("percent").asDouble()).isEqualTo(80.0);
        assertThat(clearSessions().path("sessions_cleared").asInt())
                .as("80 percent are no emergency")
                .isZero();
    }

    @Test
    void c8ADryRunSaysWhatWouldGoAndChangesNothing() throws Exception {
        home.start();
        String session = session();
        home.clock.step(Duration.ofDays(7));

        JsonNode rehearsal =
                home.admin().post("/api/sessions/cleanup?dry_run=true").json();

        assertThat(rehearsal.path("sessions_cleared").asInt()).isEqualTo(1);
        assertThat(storageInfo().path("percent").asDouble()).isEqualTo(10.0);
        assertThat(statusOf(session)).isEqualTo(200);
    }

    @Test
    @Timeout(value = 120, threadMode = SEPARATE_THREAD) // what it waits for does not heed an interruption
    void c8SessionsThatNobodyOpenedForAWeekGoByTheSchedule() throws Exception {
        home.start();
        String idle = session();
        home.host.sessionScheduler.start();
        home.clock.step(Duration.ofDays(7));
        home.host.sessionScheduler.wake();

        while (home.host.sessionScheduler.status().last().isEmpty()) {
            Thread.onSpinWait();
        }

        assertThat(statusOf(idle)).isEqualTo(404);
    }

    @Test
    void c9NoTokenIsLostWhileTheHostKeepsUploading() throws Exception {
        RunGate gate = new RunGate();
        home.storing("orphan.wav").start(gate);
        List<String> due = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            due.add(home.upload(10));
        }
        home.clock.step(DAY);
        gate.holdAtFirstItem();
        FutureTask<JsonNode> run = inBackground(home::clean);
        gate.awaitHeld();
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            kept.add(home.upload(10));
        }
        gate.release();
        while (!run.isDone()) {
            kept.add(home.upload(10));
        }

        assertThat(run.get().path("tokens_cleaned").asInt()).isEqualTo(50);
        assertThat(home.tokenIds()).containsExactlyInAnyOrderElementsOf(kept).doesNotContainAnyElementsOf(due);
        assertThat(home.files()).hasSameSizeAs(kept);
        for (String token : kept) {
            assertThat(home.files()).contains(home.fileOf(token));
        }
    }

    @Test
    void c9NothingValidOrYoungIsLostWhileCleanupsRunForSomeSeconds() throws Exception {
        home.keepingTokensFor(Duration.ofSeconds(1)).startByRealTime();
        AtomicBoolean stop = new AtomicBoolean();
        FutureTask<List<String>> uploads = inBackground(() -> uploadUntil(stop));
        Instant end = Instant.now().plusSeconds(3);
        while (Instant.now().isBefore(end)) {
            Optional<CleanupReport> report = home.host.scheduler.runNow();
            assertThat(report.orElseThrow().isSuccess()).as("%s", report).isTrue();
        }
        stop.set(true);

        assertThat(uploads.get()).isNotEmpty().containsAll(home.tokenIds());
        for (String token : home.tokenIds()) {
            assertThat(redeem(token).status()).as(token).isIn(200, 404);
            assertThat(home.files()).contains(home.fileOf(token));
        }
    }

    /** Uploads, and says of each token whether its audio was there within the second that it was good for. */
    private List<String> uploadUntil(AtomicBoolean stop) {
        List<String> tokens = new ArrayList<>();
        while (!stop.get()) {
            Instant before = Instant.now();
            String token = home.upload(1000);
            tokens.add(token);
            int status = redeem(token).status();
            boolean isLate = before.plusSeconds(1).isBefore(Instant.now());
            assertThat(status == 200 || isLate).as("%s gave %s", token, status).isTrue();
        }
        return tokens;
    }

    @Test
    void c10ArchivedCopiesAreCompressedAndTheIndexLearnsWhereTheyAre() throws Exception {
        home.archivingTo(directory.resolve("archive")).start();
        String audio = home.fileOf(home.uploadMegabyte());
        byte[] content = Files.readAllBytes(home.audio().resolve(audio));
        home.clock.step(DAY);

        JsonNode result = home.clean();

        assertThat(result.path("files_cleaned").asInt()).isEqualTo(1);
        assertThat(result.path("bytes_freed").asInt()).isEqualTo(content.length);
        assertThat(home.files()).isEmpty();
        String location = home.archived(audio);
        try (InputStream copy = new URL("jar:" + location).openStream()) {
            assertThat(copy.readAllBytes()).isEqualTo(content);
        }
        Path zip = Path.of(URI.create(location.substring(0, location.indexOf('!'))));
        assertThat(Files.size(zip)).isLessThan(content.length / 10);
    }

    @Test
    void c10AudioThatNoTokenNamesIsArchivedToo() throws Exception {
        home.storing("orphan.wav").archivingTo(directory.resolve("archive")).start();
        home.clock.step(DAY);

        assertThat(home.clean().path("success").asBoolean()).isTrue();

        assertThat(home.files()).isEmpty();
        try (InputStream copy = new URL("jar:" + home.archived("orphan.wav")).openStream()) {
            assertThat(copy).hasContent("some audio");
        }
    }

    @Test
    void c10AudioThatNoTokenNamesStaysWhileTheArchiveIsAway() throws Exception {
        Path archive = directory.resolve("archive");
        home.storing("orphan.wav").archivingTo(archive).start();
        home.clock.step(DAY);
        Files.delete(archive);

        assertThat(home.clean().path("success").asBoolean()).isFalse();

        assertThat(home.files()).containsExactly("orphan.wav");
    }

    @Test
    void c10WhatCannotBeArchivedIsNotDeleted() throws Exception {
        Path archive = directory.resolve("archive");
        home.archivingTo(archive).start();
        String token = home.upload(10);
        home.clock.step(DAY);
        Files.delete(archive);

        JsonNode failed = home.clean();

        assertThat(failed.path("success").asBoolean()).isFalse();
        assertThat(failed.path("files_cleaned").asInt()).isZero();
        assertThat(home.files()).containsExactly(home.fileOf(token));
        Files.createDirectory(archive);
        assertThat(home.clean().path("tokens_cleaned").asInt()).isEqualTo(1);
        assertThat(archive).isNotEmptyDirectory();
    }

    @Test
    void c11ATokenWorksOnceAndIsDueThen() throws Exception {
        home.start();
        String token = home.upload(10);

        assertThat(redeem(token).status()).isEqualTo(200);
        assertThat(redeem(token).status()).isEqualTo(404);
        assertThat(home.clean().path("tokens_cleaned").asInt()).isEqualTo(1);
        assertThat(home.files()).isEmpty();
    }

    @Test
    void c11ATokenThatIsBeingRemovedCannotBeUsedAnyMore() throws Exception {
        RunGate gate = new RunGate();
        home.limitedTo(1).start(gate);
        String valid = home.uploadMegabyte();
        String other = home.uploadMegabyte();
        home.clock.step(HOUR);
        gate.holdAtFirstItem();
        FutureTask<JsonNode> run = inBackground(home::clean);
        gate.awaitHeld();

        assertThat(redeem(valid).status()).isEqualTo(404);
        assertThat(redeem(other).status()).isEqualTo(404);

        gate.release();
        assertThat(run.get().path("tokens_cleaned").asInt()).isEqualTo(2);
    }

    private JsonNode schedule(String action) {
        return home.admin().post("/api/cleanup/schedule" + action).json();
    }

    private JsonNode status() {
        return home.admin().get("/api/cleanup/schedule/status").json();
    }

    private String session() {
        return home.user()
                .post("/api/sessions", new byte[1024 * 1024])
                .json()
                .path("id")
                .asText();
    }

    private JsonNode clearSessions() {
        return home.admin().post("/api/sessions/cleanup").json();
    }

    private JsonNode storageInfo() {
        return home.admin().get("/api/sessions/status").json().path("storage_info");
    }

    private int statusOf(String session) {
        return home.user().get("/api/sessions/" + session + "/cache").status();
    }

    private Calls.Answer redeem(String token) {
        return home.user().post("/api/recovery/" + token + "/redeem");
    }

    private static <T> FutureTask<T> inBackground(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }
}
