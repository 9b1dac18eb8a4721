package dev.cleanup.examples.therapybridge;

import dev.cleanup.settings.EffectiveSetting;
import dev.cleanup.settings.LoadedSettings;
import java.time.Duration;
import java.util.List;

/**
 * The settings in effect: those of the cleanup by the names they always had, and all of them with where they come from.
 *
 * @param settings each setting, secrets as stars
 */
record CleanupConfig(
        double failedSessionRetentionDays,
        double orphanedFileRetentionHours,
        boolean autoCleanupOnStartup,
        int cleanupScheduleHour,
        List<EffectiveSetting> settings) {

    private static final double MINUTES_AN_HOUR = Duration.ofHours(1).toMinutes();
    private static final double HOURS_A_DAY = Duration.ofDays(1).toHours();

    static CleanupConfig of(LoadedSettings<TherapyBridgeSettings> loaded) {
        TherapyBridgeSettings settings = loaded.value();
        return new CleanupConfig(
                hours(settings.failedRetention()) / HOURS_A_DAY,
                hours(settings.orphanRetention()),
                settings.onStartup(),
                settings.time().getHour(),
                loaded.effective());
    }

    private static double hours(Duration time) {
        return time.toMinutes() / MINUTES_AN_HOUR;
    }
}
