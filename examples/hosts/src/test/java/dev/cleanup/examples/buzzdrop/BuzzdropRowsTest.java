package dev.cleanup.examples.buzzdrop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.settings.SettingsException;
import dev.cleanup.settings.SettingsSource;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Buzzdrop needs, row by row, over HTTP. */
@Timeout(120)
class BuzzdropRowsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private Drop drop;

    @BeforeEach
    void makeHost() {
        drop = new Drop(directory);
    }

    @AfterEach
    void close() {
        drop.close();
    }

    @Test
    void b1ExpiredFilesGoAndTheirRowsSaySo() throws Exception {
        drop.start();
        String due = drop.upload("test.txt", 1);
        String lasting = drop.upload("other.txt", 24);
        drop.clock.step(Duration.ofHours(1));

        assertThat(drop.clean()).isEqualTo("/admin/stats?message=completed");

        assertThat(drop.column("status", due)).contains("expired");
        assertThat(drop.column("status", lasting)).contains("active");
        assertThat(drop.files()).containsExactly(lasting);
        assertThat(drop.user().get("/files/" + due).status()).isEqualTo(404);
        assertThat(drop.user().get("/files/" + lasting).text()).isEqualTo("content");
    }

    @Test
    void b1AnUploadExpiresAtItsInstantAndNotBefore() throws Exception {
        drop.start();
        String upload = drop.upload("test.txt", 1);

        drop.clock.step(Duration.ofHours(1).minusNanos(1));
        drop.clean();
        assertThat(drop.column("status", upload)).contains("active");
        drop.clock.step(Duration.ofNanos(1));
        drop.clean();
        assertThat(drop.column("status", upload)).contains("expired");
    }

    @Test
    void b1AnUploadWithoutExpiryNeverExpires() throws Exception {
        drop.start();
        String without = drop.upload("without.txt", 1);
        String blank = drop.upload("blank.txt", 1);
        drop.set("expiry_at", without, null);
        drop.set("expiry_at", blank, " ");
        drop.clock.step(DAY.multipliedBy(1000));

        assertThat(drop.clean()).isEqualTo("/admin/stats?message=completed");

        assertThat(drop.column("status", without)).contains("active");
        assertThat(drop.column("status", blank)).contains("active");
        assertThat(drop.files()).containsExactlyInAnyOrder(without, blank);
    }

    @Test
    void b1AnUnreadableDateIsAFaultOfThatRowOnlyAndItsFileStays() throws Exception {
        drop.start();
        String due = drop.upload("test.txt", 1);
        String odd = drop.upload("odd.txt", 1);
        drop.set("expiry_at", odd, "next week");
        drop.clock.step(Duration.ofHours(1));

        assertThat(drop.clean()).isEqualTo("/admin/stats?message=failed");

        assertThat(drop.column("status", due)).contains("expired");
        assertThat(drop.column("status", odd)).contains("active");
        assertThat(drop.files()).containsExactly(odd);
    }

    @Test
    void b1ADateWithoutZoneLiesInTheDeclaredOne() throws Exception {
        drop.start();
        String upload = drop.upload("test.txt", 24);
        drop.set(
                "expiry_at",
                upload,
                drop.clock
                        .instant()
                        .atZone(ZoneOffset.ofHours(2))
                        .toLocalDateTime()
                        .toString());
        drop.clean();
        assertThat(drop.column("status", upload)).as("two hours early").contains("active");

        drop.clock.step(Duration.ofHours(2));
        drop.clean();
        assertThat(drop.column("status", upload)).contains("expired");
    }

    @Test
    void b2FilesThatNoRowNamesGoOnceTheyAreADayOld() throws Exception {
        drop.start();
        String named = drop.upload("named.txt", 240);
        drop.store("orphan");
        do {
            drop.store("young");
        } while (!drop.changed("young").isAfter(drop.changed("orphan")));
        drop.clock.set(drop.changed("orphan").plus(DAY).minusNanos(1));
        drop.clean();
        assertThat(drop.files()).containsExactlyInAnyOrder(named, "orphan", "young");

        drop.clock.step(Duration.ofNanos(1));
        drop.clean();

        assertThat(drop.files()).containsExactlyInAnyOrder(named, "young");
    }

    @Test
    void b2InAnObjectStoreOrphansAreSkippedAndThatIsSaid() throws Exception {
        try (ObjectStoreServer server = new ObjectStoreServer()) {
            drop.inObjectStore(server.address()).start();
            String due = drop.upload("test.txt", 1);
            server.put("orphan", new byte[3]);
            drop.clock.step(DAY);

            assertThat(drop.clean()).isEqualTo("/admin/stats?message=completed");

            assertThat(server.has(due)).isFalse();
            assertThat(server.has("orphan")).isTrue();
            assertThat(drop.column("status", due)).contains("expired");
            assertThat(drop.page()).contains("not looked for: the storage is not local");
        }
    }

    @Test
    void b3RecordsOfDownloadsGoAfterSevenDaysUnlessTheUploadLives() throws Exception {
        drop.start();
        String over = drop.upload("over.txt", 1);
        String alive = drop.upload("alive.txt", 24 * 30);
        String undownloaded = drop.upload("undownloaded.txt", 1);
        drop.user().get("/files/" + over);
        drop.user().get("/files/" + alive);
        drop.clock.step(Duration.ofDays(7).minusNanos(1));
        drop.clean();
        drop.clean();
        assertThat(drop.column("status", over)).contains("expired");

        drop.clock.step(Duration.ofNanos(1));
        drop.clean();

        assertThat(drop.column("status", over)).isEmpty();
        assertThat(drop.column("status", alive)).contains("active");
        assertThat(drop.column("status", undownloaded)).contains("expired");
        assertThat(drop.files()).containsExactly(alive);
    }

    @Test
    void b4TheFirstCycleIsAtOnceAndTheNextAnHourAfterItsEnd() throws Exception {
        drop.cleaningByItself().start();
        drop.awaitCycle();
        drop.host.scheduler.start();

        drop.clock.step(Duration.ofMinutes(60));
        drop.host.scheduler.wake();
        drop.awaitCycle();

        assertThat(drop.stats().path("total_cycles").asInt()).isEqualTo(2);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("cleanup-buzzdrop"))
                .singleElement()
                .matches(Thread::isDaemon);
    }

    @Test
    void b4ACycleThatFailsDoesNotEndTheService() throws Exception {
        drop.cleaningByItself().start();
        drop.awaitCycle();
        drop.sql().useHandle(handle -> handle.execute("ALTER TABLE files RENAME TO hidden"));
        drop.clock.step(Duration.ofMinutes(60));
        drop.host.scheduler.wake();
        drop.awaitCycle();
        assertThat(drop.host.scheduler.status().last().orElseThrow().isSuccess())
                .isFalse();

        drop.sql().useHandle(handle -> handle.execute("ALTER TABLE hidden RENAME TO files"));
        drop.clock.step(Duration.ofMinutes(60));
        drop.host.scheduler.wake();
        drop.awaitCycle();

        assertThat(drop.host.scheduler.status().last().orElseThrow().isSuccess())
                .isTrue();
    }

    @Test
    void b4TheServiceStopsWithinFiveSecondsHoweverOftenOneAsks() throws Exception {
        drop.cleaningByItself().start();
        drop.awaitCycle();
        long start = System.nanoTime();

        assertThat(drop.host.scheduler.stop()).isTrue();
        assertThat(drop.host.scheduler.stop()).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(drop.host.scheduler.status().started()).isFalse();
    }

    @Test
    void b5TheStatisticsHaveTheNamesTheyAlwaysHad() throws Exception {
        drop.start();
        drop.upload("test.txt", 1);
        drop.store("orphan");
        drop.clock.step(DAY.plusMinutes(1));
        drop.clean();

        JsonNode stats = drop.stats();

        assertThat(stats.path("total_cycles").asInt()).isEqualTo(1);
        assertThat(stats.path("expired_files_removed").asInt()).isEqualTo(1);
        assertThat(stats.path("orphaned_files_removed").asInt()).isEqualTo(1);
        assertThat(stats.path("old_records_removed").asInt()).isZero();
        assertThat(stats.path("last_run").asText())
                .isEqualTo(drop.clock.instant().toString());
        assertThat(stats.path("last_duration").isNumber()).isTrue();
    }

    @Test
    void b5TheStatisticsOutliveTheProcess() throws Exception {
        drop.start().clean();
        drop.host.close();

        drop.start();

        assertThat(drop.stats().path("total_cycles").asInt()).isEqualTo(1);
    }

    @Test
    void b6TheSettingsComeFromTheEnvironment() {
        Map<String, String> environment =
                Map.of("CLEANUP_ENABLED", "false", "CLEANUP_INTERVAL_MINUTES", "5", "CLEANUP_OLD_FILES_DAYS", "30");

        BuzzdropSettings settings = BuzzdropSettings.from(SettingsSource.of("environment", environment::get));
        BuzzdropSettings defaults = BuzzdropSettings.from(SettingsSource.of("environment", name -> null));

        assertThat(settings.enabled()).isFalse();
        assertThat(settings.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.oldFilesDays()).isEqualTo(30);
        assertThat(defaults.enabled()).isTrue();
        assertThat(defaults.interval()).isEqualTo(Duration.ofMinutes(60));
        assertThat(defaults.oldFilesDays()).isEqualTo(7);
        assertThat(Path.of("uploads", "audio").startsWith(defaults.uploadFolder()))
                .as("TherapyBridge's recordings lie in its folder, as orphans")
                .isFalse();
    }

    @Test
    void b6WhereItIsDisabledNothingRunsByItself() throws Exception {
        drop.start();
        assertThat(drop.host.scheduler.status().started()).isFalse();
        drop.cleaningByItself();
        drop.host.close();

        drop.start();
        assertThat(drop.host.scheduler.status().started()).isTrue();
        drop.awaitCycle();
    }

    @Test
    void b6AllFaultsOfTheSettingsAreReportedTogether() {
        Map<String, String> environment =
                Map.of("CLEANUP_ENABLED", "perhaps", "CLEANUP_INTERVAL_MINUTES", "-1", "CLEANUP_OLD_FILES_DAYS", "0");

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> BuzzdropSettings.from(SettingsSource.of("environment", environment::get)))
                .withMessageContainingAll("CLEANUP_ENABLED", "perhaps", "CLEANUP_INTERVAL_MINUTES", "-1")
                .withMessageContaining("CLEANUP_OLD_FILES_DAYS");
    }

    @Test
    void b7ARunByHandLeadsBackToThePageWhichSaysHowItWent() throws Exception {
        drop.start();

        Calls.Answer answer = drop.admin().post("/admin/cleanup");

        assertThat(answer.status()).isEqualTo(303);
        Calls.Answer page = Calls.send(drop.admin()
                .request(answer.header("Location"))
                .header("Accept", "text/html")
                .GET());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("Cleanup completed successfully", "asked for by alice");
    }

    @Test
    void b7ARunThatIsRefusedSaysWhyOnThePage() throws Exception {
        drop.start();
        drop.upload("named.txt", 240);
        for (int i = 0; i < 11; i++) {
            drop.store("orphan-" + i);
        }
        drop.clock.step(DAY.plusMinutes(1));

        assertThat(drop.clean()).isEqualTo("/admin/stats?message=failed");

        assertThat(drop.files()).hasSize(12);
        assertThat(drop.page())
                .contains("The last run: orphaned-files: ", "refused")
                .contains("Refused, so none of these goes: 11 of 12 files", "allowOrphanShare");
    }

    @Test
    void b7BeforeTheFirstRunThePageSaysSo() throws Exception {
        drop.start();
        assertThat(drop.page())
                .contains("<td>never</td>", "Nothing to show yet")
                .doesNotContain("<svg");
    }

    @Test
    void b7OnlyAdministratorsMayLookAndRun() throws Exception {
        drop.start();
        assertThat(drop.nobody().get("/admin/stats").status()).isEqualTo(401);
        assertThat(drop.user().get("/admin/stats").status()).isEqualTo(403);
        assertThat(drop.nobody().post("/admin/cleanup").status()).isEqualTo(401);
        assertThat(drop.user().post("/admin/cleanup").status()).isEqualTo(403);
        assertThat(drop.nobody().bearing("forged").post("/admin/cleanup").status())
                .isEqualTo(401);
        assertThat(drop.stats().path("total_cycles").asInt()).isZero();
    }

    @Test
    void b7TooManyRunsByHandAreToldToComeLater() throws Exception {
        drop.start();
        for (int i = 0; i < 5; i++) {
            assertThat(drop.admin().post("/admin/cleanup").status()).isEqualTo(303);
        }
        assertThat(drop.admin().post("/admin/cleanup").status()).isEqualTo(429);
        drop.clock.step(Duration.ofMinutes(1));
        assertThat(drop.admin().post("/admin/cleanup").status()).isEqualTo(303);
    }

    @Test
    void b7ARunThatIsAskedForAsARehearsalIsRefused() throws Exception {
        drop.start();
        assertThat(drop.admin().post("/admin/cleanup?dry_run=true").status()).isEqualTo(400);
        assertThat(drop.stats().path("total_cycles").asInt()).isZero();
    }

    @Test
    void b7TwoRunsAtOnceAreOne() throws Exception {
        drop.start();
        drop.upload("test.txt", 1);
        drop.clock.step(DAY);
        drop.gate.holdAtFirstItem();
        FutureTask<String> first = inBackground(drop::clean);
        drop.gate.awaitHeld();

        assertThat(drop.clean()).isEqualTo("/admin/stats?message=busy");

        drop.gate.release();
        assertThat(first.get(30, SECONDS)).isEqualTo("/admin/stats?message=completed");
        assertThat(drop.stats().path("total_cycles").asInt()).isEqualTo(1);
    }

    @Test
    void b7ThePagePreviewsTheNextRunAndChangesNothing() throws Exception {
        drop.start();
        String due = drop.upload("<script>alert(1)</script>", 1);
        drop.clock.step(DAY);

        String page = drop.page();

        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script");
        assertThat(drop.column("status", due)).contains("active");
        assertThat(drop.files()).containsExactly(due);
        assertThat(drop.page()).doesNotContain("hacked");
        assertThat(Calls.send(drop.admin()
                                .request("/admin/stats?message=hacked")
                                .header("Accept", "text/html")
                                .GET())
                        .text())
                .doesNotContain("hacked");
    }

    @Test
    void b7ABrowserLogsInByItsTokenAndNoOtherSiteCanUseThat() throws Exception {
        drop.start();
        String token = new Tokens(Drop.SECRET, drop.clock).issue(new Caller("alice", AdminRoutes.ADMIN), DAY);

        Calls.Answer login = Calls.send(drop.nobody()
                .request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token)));

        assertThat(login.status()).isEqualTo(303);
        assertThat(login.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
        Calls.Answer elsewhere = Calls.send(drop.nobody()
                .request("/admin/cleanup")
                .header("Cookie", "token=" + token)
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.noBody()));
        assertThat(elsewhere.status()).isEqualTo(401);
    }

    @Test
    void b8CronRunsItOnceAndTheHostSeesThat() throws Exception {
        drop.start();
        String due = drop.upload("test.txt", 1);
        drop.clock.step(DAY);

        CleanupReport report = CronJob.run(drop.settings(), drop.clock);

        assertThat(report.isSuccess()).isTrue();
        assertThat(report.actor()).contains("cron");
        assertThat(drop.column("status", due)).contains("expired");
        assertThat(drop.stats().path("total_cycles").asInt()).isEqualTo(1);
    }

    @Test
    void b8AnyExecutorRunsIt() throws Exception {
        drop.start();
        String due = drop.upload("test.txt", 1);
        drop.clock.step(DAY);
        var executor = Executors.newSingleThreadScheduledExecutor();
        try (HikariDataSource database = Buzzdrop.database(drop.settings())) {
            Runnable cleanup = BuzzdropCleanup.over(
                            Buzzdrop.store(drop.settings()).storage(),
                            database,
                            BuzzdropCleanup.history(database),
                            drop.settings())
                    .clock(drop.clock)
                    .build()
                    .asRunnable();
            executor.schedule(cleanup, 0, SECONDS).get(30, SECONDS);
        } finally {
            executor.shutdown();
        }
        assertThat(drop.column("status", due)).contains("expired");
    }

    @Test
    void nothingIsLostWhileTheHostKeepsUploading() throws Exception {
        drop.start();
        for (int i = 0; i < 20; i++) {
            drop.upload("due", 1);
        }
        drop.clock.step(DAY);
        drop.gate.holdAtFirstItem();
        FutureTask<String> run = inBackground(drop::clean);
        drop.gate.awaitHeld();
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            kept.add(drop.upload("kept", 24));
        }
        drop.gate.release();
        while (!run.isDone()) {
            kept.add(drop.upload("kept", 24));
        }

        assertThat(run.get()).isEqualTo("/admin/stats?message=completed");
        assertThat(drop.files()).containsExactlyInAnyOrderElementsOf(kept);
        assertThat(drop.stats().path("expired_files_removed").asInt()).isEqualTo(20);
    }

    private static <T> FutureTask<T> inBackground(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }
}
