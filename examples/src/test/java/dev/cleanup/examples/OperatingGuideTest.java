package dev.cleanup.examples;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.policy.Policies.megabytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.metrics.CleanupMetrics;
import dev.cleanup.metrics.Metric;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.schedule.CleanupScheduler;
import dev.cleanup.schedule.Schedule;
import dev.cleanup.settings.LoadedSettings;
import dev.cleanup.settings.Settings;
import dev.cleanup.settings.SettingsSource;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The samples of docs/operating.md, and its tables of codes and metrics. */
@Tag("fast")
class OperatingGuideTest {

    private static final String GUIDE = "docs/operating.md";

    private final CleanupMetrics metrics = new CleanupMetrics();
    private final Cleanup cleanup = Cleanup.of("media", InMemoryStorage.named("uploads"))
            .referencedBy(InMemoryReferences.named("database"))
            .task(orphans("orphaned-files").olderThan(Duration.ofHours(24)))
            .listener(metrics)
            .build();

    record Config(Duration failed, ByteSize most, LocalTime at, boolean enabled) {}

    @Test
    void aScheduleIsStartedAndStopped() {
        ZoneId zone = ZoneId.of("Europe/Berlin");

        // region schedule
        CleanupScheduler nightly = CleanupScheduler.of(cleanup, Schedule.daily(LocalTime.of(3, 0), zone))
                .firstRunInBackground()
                .build();
        nightly.start();
        // endregion

        assertThat(nightly.status().started()).isTrue();
        assertThat(nightly.stop()).isTrue();
    }

    @Test
    void aProgramStopsCleanlyAndExitsWithACode() {
        // region main
        AtomicBoolean stop = new AtomicBoolean();
        CleanupReport report = cleanup.stopWhen(stop::get).requestedBy("cron").run();
        System.out.println(report.toText());
        int code = report.exitCode().code();
        // endregion

        assertThat(code).isZero();
    }

    @Test
    void settingsComeFromLayers() {
        Properties file = new Properties();
        file.setProperty("max_storage_mb", "2048");

        // region settings
        Settings settings = Settings.of(
                SettingsSource.environment(), SettingsSource.of("application.properties", file::getProperty));
        LoadedSettings<Config> loaded = settings.read(from -> new Config(
                from.duration("FAILED_SESSION_RETENTION_DAYS").or(Duration.ofDays(7)),
                from.size("max_storage_mb").or(megabytes(1024)),
                from.time("CLEANUP_SCHEDULE_HOUR").or(LocalTime.of(3, 0)),
                from.flag("CLEANUP_ENABLED").or(true)));
        // endregion

        assertThat(loaded.value()).isEqualTo(new Config(Duration.ofDays(7), megabytes(2048), LocalTime.of(3, 0), true));
        assertThat(loaded.toText()).contains("max_storage_mb = 2 GB (application.properties)");
    }

    @Test
    void theGuideShowsTheseSamplesAndThoseOfTheIntegrations() throws IOException {
        Map<String, String> here = Regions.of(OperatingGuideTest.class);
        Map<String, String> notify = Regions.of("integrations/cleanup-notify", "dev.cleanup.notify.WebhookTest");
        Map<String, String> meters =
                Regions.of("integrations/cleanup-micrometer", "dev.cleanup.micrometer.CleanupMetersTest");

        assertThat(Regions.samples(GUIDE))
                .containsExactly(
                        here.get("schedule"),
                        here.get("main"),
                        here.get("settings"),
                        notify.get("notify"),
                        meters.get("micrometer"));
    }

    @Test
    void theGuideNamesEachMetricWithItsTagsAndUnit() throws IOException {
        metrics.storageUsed("uploads", () -> 1).storageQuota("uploads", () -> 2);
        cleanup.run();

        assertThat(rowsOfMetrics())
                .containsExactlyInAnyOrderElementsOf(metrics.read().stream()
                        .map(OperatingGuideTest::row)
                        .distinct()
                        .toList());
    }

    private static String row(Metric metric) {
        String tags = new TreeMap<>(metric.tags())
                .keySet().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
        return "`" + metric.name() + "` | " + metric.kind().name().toLowerCase(Locale.ROOT) + ", " + metric.unit()
                + " | " + tags;
    }

    /** The first three columns of the table. */
    private static List<String> rowsOfMetrics() throws IOException {
        return Regions.document(GUIDE)
                .lines()
                .filter(line -> line.startsWith("| `cleanup."))
                .map(line -> line.split(" \\| "))
                .map(cells -> Arrays.stream(cells).limit(3).collect(Collectors.joining(" | ")))
                .map(row -> row.substring(2))
                .toList();
    }
}
