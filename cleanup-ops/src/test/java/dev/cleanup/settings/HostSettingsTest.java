package dev.cleanup.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.storage.ByteSize;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The variables of the four hosts, by the names that they have there. */
@Tag("fast")
class HostSettingsTest {

    private static Settings environment(Map<String, String> variables) {
        return Settings.of(SettingsSource.environment(variables::get));
    }

    record TherapyBridge(Duration failed, Duration orphaned, boolean onStartup, LocalTime at, boolean json) {
        static TherapyBridge of(SettingsReader from) {
            return new TherapyBridge(
                    from.duration("FAILED_SESSION_RETENTION_DAYS").or(Duration.ofDays(7)),
                    from.duration("ORPHANED_FILE_RETENTION_HOURS").or(Duration.ofHours(24)),
                    from.flag("AUTO_CLEANUP_ON_STARTUP").or(false),
                    from.time("CLEANUP_SCHEDULE_HOUR").or(LocalTime.of(3, 0)),
                    from.flag("JSON_LOGS").or(false));
        }
    }

    @Test
    void therapyBridge() {
        Map<String, String> variables = Map.of(
                "FAILED_SESSION_RETENTION_DAYS", "14",
                "ORPHANED_FILE_RETENTION_HOURS", "36",
                "AUTO_CLEANUP_ON_STARTUP", "true",
                "CLEANUP_SCHEDULE_HOUR", "4",
                "JSON_LOGS", "true");

        assertThat(environment(variables).read(TherapyBridge::of).value())
                .isEqualTo(
                        new TherapyBridge(Duration.ofDays(14), Duration.ofHours(36), true, LocalTime.of(4, 0), true));
        assertThat(environment(Map.of()).read(TherapyBridge::of).value())
                .isEqualTo(
                        new TherapyBridge(Duration.ofDays(7), Duration.ofHours(24), false, LocalTime.of(3, 0), false));
    }

    record Chatterbox(Duration retention, ByteSize most, Duration interval, long emergencyPercent) {
        static Chatterbox of(SettingsReader from) {
            return new Chatterbox(
                    from.duration("retention_hours").or(Duration.ofHours(24)),
                    from.size("max_storage_mb").or(ByteSize.megabytes(1024)),
                    from.duration("interval_hours").or(Duration.ofHours(1)),
                    from.number("emergencyThresholdPercent")
                            .where(percent -> percent >= 1 && percent <= 100, "a number from 1 to 100")
                            .or(90L));
        }
    }

    @Test
    void chatterbox() {
        Map<String, String> variables = Map.of(
                "RETENTION_HOURS", "48",
                "max_storage_mb", "100",
                "interval_hours", "0.5",
                "emergencyThresholdPercent", "80");

        assertThat(environment(variables).read(Chatterbox::of).value())
                .isEqualTo(new Chatterbox(Duration.ofHours(48), ByteSize.megabytes(100), Duration.ofMinutes(30), 80));
        assertThat(environment(Map.of()).read(Chatterbox::of).value())
                .isEqualTo(new Chatterbox(Duration.ofHours(24), ByteSize.megabytes(1024), Duration.ofHours(1), 90));
    }

    @Test
    void faceSwap() {
        Settings request = Settings.of(SettingsSource.of("query", Map.of("days_old", "45")::get));

        assertThat(request.read(from -> from.duration("days_old").or(Duration.ofDays(30)))
                        .value())
                .isEqualTo(Duration.ofDays(45));
    }

    record Buzzdrop(boolean enabled, Duration interval, Duration oldFiles) {
        static Buzzdrop of(SettingsReader from) {
            return new Buzzdrop(
                    from.flag("CLEANUP_ENABLED").or(true),
                    from.duration("CLEANUP_INTERVAL_MINUTES").or(Duration.ofMinutes(60)),
                    from.duration("CLEANUP_OLD_FILES_DAYS").or(Duration.ofDays(7)));
        }
    }

    @Test
    void buzzdrop() {
        Map<String, String> variables =
                Map.of("CLEANUP_ENABLED", "false", "CLEANUP_INTERVAL_MINUTES", "15", "CLEANUP_OLD_FILES_DAYS", "30");

        assertThat(environment(variables).read(Buzzdrop::of).value())
                .isEqualTo(new Buzzdrop(false, Duration.ofMinutes(15), Duration.ofDays(30)));
        assertThat(environment(Map.of()).read(Buzzdrop::of).value())
                .isEqualTo(new Buzzdrop(true, Duration.ofMinutes(60), Duration.ofDays(7)));
    }
}
