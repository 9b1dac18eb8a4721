package dev.cleanup.examples.faceswap;

import static dev.cleanup.examples.faceswap.FaceSwapRowsTest.inBackground;
import static dev.cleanup.examples.faceswap.Studio.CLEANUP;
import static dev.cleanup.examples.faceswap.Studio.DAY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.settings.SettingsException;
import dev.cleanup.settings.SettingsSource;
import dev.cleanup.storage.ListableStorage;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How FaceSwap's cleanup is watched and ended, what becomes of faults, and when it runs by itself. */
@Timeout(120)
class FaceSwapOperatingTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private final Set<String> stubborn = ConcurrentHashMap.newKeySet();
    private final Set<String> listingThreads = ConcurrentHashMap.newKeySet();
    private Studio studio;

    @BeforeEach
    void makeHost() {
        studio = new Studio(directory)
                .seeingStorageAs(local -> new StubbornStorage((ListableStorage) local, stubborn, listingThreads));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    /** Due images whose files were never there, as many as it takes. */
    private void manyDue(int count) {
        studio.execute(
                "INSERT INTO images (filename, storage_path, storage_type, session_id, expires_at)"
                        + " SELECT 'photo.jpg', 'photos/' || x || '.png', 'temporary', 's', TIMESTAMP '2020-01-01 00:00:00'"
                        + " FROM SYSTEM_RANGE(1, ?)",
                count);
    }

    @Test
    void f4TheCategoriesAreListedOnOneThreadWhileTheReferencesAreReadOnAnother() throws Exception {
        studio.start();
        studio.template();

        studio.clean("/orphaned");

        assertThat(listingThreads).containsExactly("faceswap-scanning");
    }

    @Test
    void f8RowsGoInBatchesAndNotOneQueryEach() throws Exception {
        studio.start();
        studio.store("photos/other.png"); // or the storage is empty, as an unmounted disk is
        manyDue(1100);

        assertThat(studio.clean("/expired").path("deleted_count").asInt()).isEqualTo(1100);

        assertThat(studio.count("images")).isZero();
        assertThat(studio.look("/rates").path("queries").asInt()).isPositive().isLessThan(550);
    }

    @Test
    void f8APersonCanWatchTheProgress() throws Exception {
        studio.start();
        studio.photo("s", 1);
        studio.clock.step(HOUR);
        Iterator<String> lines = HttpClient.newHttpClient()
                .send(
                        studio.admin()
                                .request(CLEANUP + "/progress")
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofLines())
                .body()
                .iterator();
        assertThat(lines.next()).isEqualTo("event: watching");

        studio.clean("/expired");

        assertThat(until(lines, "data: 1 files removed"))
                .contains("event: progress", "event: finished")
                .contains("data: expired-images: claiming records, 1 of 1 (100 %)")
                .contains("data: expired-images: removing files and settling records, 0 of 1 (0 %)");
    }

    private static List<String> until(Iterator<String> lines, String last) {
        List<String> seen = new ArrayList<>();
        while (!seen.contains(last)) {
            seen.add(lines.next());
        }
        return seen;
    }

    @Test
    void f8ARunIsCancelledBetweenTwoItemsAndTheNextOneDoesTheRest() throws Exception {
        studio.start();
        manyDue(150);
        for (int i = 1; i <= 150; i++) {
            studio.store("photos/" + i + ".png");
        }
        studio.gate.holdAtFirstItem();
        FutureTask<JsonNode> run = inBackground(() -> studio.clean("/expired"));
        studio.gate.awaitHeld();

        assertThat(studio.admin().post(CLEANUP + "/cancel").status()).isEqualTo(200);
        studio.gate.release();

        JsonNode cancelled = run.get(60, SECONDS);
        assertThat(cancelled.path("errors").path(0).path("error").asText()).isEqualTo("stopped: asked to stop");
        assertThat(cancelled.path("deleted_count").asInt()).isBetween(1, 149);
        assertThat(studio.files()).containsExactlyInAnyOrderElementsOf(studio.named());
        assertThat(studio.admin().post(CLEANUP + "/cancel").status()).isEqualTo(409);
        studio.clean("/expired");
        assertThat(studio.files()).isEmpty();
    }

    @Test
    void f9AFileThatIsGoneAlreadyIsNoError() throws Exception {
        studio.start();
        long gone = studio.photo("s", 1);
        studio.permanentPhoto("s");
        Files.delete(studio.storage().resolve(studio.pathOf(gone)));
        studio.clock.step(HOUR);

        JsonNode result = studio.clean("/expired");

        assertThat(result.path("deleted_count").asInt()).isEqualTo(1);
        assertThat(result.path("deleted_size_bytes").asInt()).isZero();
        assertThat(result.path("errors")).isEmpty();
        assertThat(studio.hasImage(gone)).isFalse();
    }

    @Test
    void f9WherePermissionIsDeniedTheOthersGoAndThatIsReported() throws Exception {
        studio.start();
        long due = studio.photo("s", 1);
        long denied = studio.photo("s", 1);
        stubborn.add(studio.pathOf(denied));
        studio.clock.step(HOUR);

        JsonNode result = studio.clean("/expired");

        assertThat(result.path("deleted_count").asInt()).isEqualTo(1);
        assertThat(result.path("errors")).hasSize(1);
        JsonNode error = result.path("errors").path(0);
        assertThat(error.properties()).extracting(Map.Entry::getKey).containsExactly("image_id", "filename", "error");
        assertThat(error.path("image_id").asLong()).isEqualTo(denied);
        assertThat(error.path("filename").asText()).isEqualTo("photo.jpg");
        assertThat(error.path("error").asText()).startsWith("Permission denied");
        assertThat(studio.hasImage(due)).isFalse();
        assertThat(studio.user().get("/api/v1/images/" + denied).status()).isEqualTo(200);
    }

    @Test
    void f9ALockedRowIsTriedAgain() throws Exception {
        studio.start();
        long due = studio.photo("s", 1);
        studio.clock.step(HOUR);
        try (Connection other = lock(due)) {
            FutureTask<JsonNode> run = inBackground(() -> studio.clean("/expired"));
            awaitBlocked();
            waitInVain(due, 1.5); // and so the first attempt, which waits for a second, has failed
            other.rollback();

            JsonNode result = run.get(60, SECONDS);

            assertThat(result.path("errors")).isEmpty();
            assertThat(result.path("deleted_count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void f9ARowThatStaysLockedIsReportedAndStays() throws Exception {
        studio.start();
        long locked = studio.photo("s", 1);
        studio.clock.step(HOUR);
        try (Connection other = lock(locked)) {
            JsonNode result = studio.clean("/expired");

            assertThat(result.path("deleted_count").asInt()).isZero();
            assertThat(result.path("errors").path(0).path("image_id").asLong()).isEqualTo(locked);
            assertThat(result.path("errors").toString()).contains("Somebody else holds the row");
            other.rollback();
        }
        assertThat(studio.files()).containsExactly(studio.pathOf(locked));
        assertThat(studio.clean("/expired").path("deleted_count").asInt()).isEqualTo(1);
    }

    private Connection lock(long image) throws Exception {
        Connection connection = DriverManager.getConnection(studio.settings().databaseUrl());
        connection.setAutoCommit(false);
        connection.createStatement().execute("SELECT id FROM images WHERE id = " + image + " FOR UPDATE");
        return connection;
    }

    /** Waits until a session waits for a lock. */
    private void awaitBlocked() {
        while (studio.value("SELECT session_id FROM information_schema.sessions WHERE blocker_id IS NOT NULL")
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** Waits for the lock of an image that somebody holds all the while. */
    private void waitInVain(long image, double seconds) {
        assertThatThrownBy(() -> studio.value("SELECT id FROM images WHERE id = ? FOR UPDATE WAIT " + seconds, image))
                .hasMessageContaining("Timeout");
    }

    @Test
    void f9AnImageToWhichAForeignKeyPointsIsSkippedForThatReason() throws Exception {
        studio.start();
        long shared = studio.photo("s", 1);
        studio.photo("s", 1);
        studio.user().post("/api/v1/images/" + shared + "/share");
        studio.clock.step(HOUR);

        JsonNode result = studio.clean("/expired");

        assertThat(result.path("deleted_count").asInt()).isEqualTo(1);
        assertThat(result.path("errors")).hasSize(1);
        assertThat(result.path("errors").path(0).path("image_id").asLong()).isEqualTo(shared);
        assertThat(result.path("errors").path(0).path("error").asText())
                .startsWith("Skipped: a foreign key points to images#" + shared);
        assertThat(studio.user().get("/api/v1/images/" + shared).status()).isEqualTo(200);
    }

    @Test
    void f11AllOfItRunsDailyAndResultsAndOrphansOnSundays() throws Exception {
        // From a Monday on, whatever day it is, the day before the next Sunday is still to come.
        LocalDate monday = LocalDate.ofInstant(studio.clock.instant(), ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        studio.clock.set(monday.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
        studio.cleaningByItself().start();
        LocalDate sunday = monday.with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
        Instant daily = sunday.minusDays(1).atTime(LocalTime.of(2, 0)).toInstant(ZoneOffset.UTC);
        Instant weekly = sunday.atTime(LocalTime.of(3, 0)).toInstant(ZoneOffset.UTC);
        assertThat(studio.host.schedules.weekly.status().next()).contains(weekly);

        studio.clock.set(daily);
        studio.host.schedules.daily.wake();
        studio.awaitRuns(1);
        studio.clock.set(weekly);
        studio.host.schedules.weekly.wake();
        studio.host.schedules.daily.wake();
        studio.awaitRuns(2);

        JsonNode runs = studio.look("/runs");
        assertThat(runs.findValuesAsText("actor"))
                .containsExactlyInAnyOrder("daily schedule", "daily schedule", "weekly schedule");
        for (JsonNode run : runs) {
            assertThat(run.path("tasks").toString().contains(FaceSwapCleanup.EXPIRED))
                    .isEqualTo(run.path("actor").asText().startsWith("daily"));
            assertThat(run.path("tasks").toString())
                    .contains("results of tasks after 30 days", FaceSwapCleanup.ORPHANS);
        }
    }

    @Test
    void f11TheRatesTellHowRunsWent() throws Exception {
        studio.start();
        stubborn.add(studio.pathOf(studio.photo("s", 1)));
        studio.photo("s", 1);
        studio.clock.step(HOUR);
        studio.clean("/all");
        studio.photo("s", 24, 1000);
        studio.clock.step(DAY.minus(HOUR));
        studio.clean("/all");

        JsonNode rates = studio.look("/rates");

        assertThat(rates.path("runs").asInt()).isEqualTo(2);
        assertThat(rates.path("files_per_second").asDouble()).isPositive();
        assertThat(rates.path("query_time_ms").asDouble()).isPositive();
        assertThat(rates.path("failures").path("AccessDeniedException").asInt()).isPositive();
        assertThat(rates.path("storage_bytes").asInt()).isEqualTo(1001);
        assertThat(rates.path("storage_growth_bytes_per_day").asDouble()).isBetween(900.0, 1100.0);
    }

    @Test
    void theSettingsComeFromTheEnvironmentAndAllFaultsAreReportedTogether() {
        Map<String, String> wrong =
                Map.of("RESULT_RETENTION_DAYS", "-1", "CLEANUP_DAILY_HOUR", "25", "DATABASE_LOCK_SECONDS", "0");

        FaceSwapSettings defaults = FaceSwapSettings.from(SettingsSource.of("environment", name -> null));

        assertThat(defaults.resultDays()).isEqualTo(30);
        assertThat(defaults.enabled()).isTrue();
        assertThat(defaults.daily()).isEqualTo(LocalTime.of(2, 0));
        assertThat(defaults.weekly()).isEqualTo(LocalTime.of(3, 0));
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> FaceSwapSettings.from(SettingsSource.of("environment", wrong::get)))
                .withMessageContainingAll("RESULT_RETENTION_DAYS", "CLEANUP_DAILY_HOUR", "DATABASE_LOCK_SECONDS");
    }
}
