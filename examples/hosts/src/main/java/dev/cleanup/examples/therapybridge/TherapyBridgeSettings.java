package dev.cleanup.examples.therapybridge;

import dev.cleanup.examples.web.ServerSettings;
import dev.cleanup.schedule.Schedule;
import dev.cleanup.settings.LoadedSettings;
import dev.cleanup.settings.Settings;
import dev.cleanup.settings.SettingsReader;
import dev.cleanup.settings.SettingsSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of TherapyBridge, by the names it always had.
 *
 * @param server port, secret and clock
 * @param databaseUrl where the rows are
 * @param uploadPath the directory with the recordings
 * @param ignoredNames what stands in rows and is known to name no recording
 * @param failedRetention how long the recording of a failed session is kept
 * @param orphanRetention how old a recording is at least that goes because no session names it
 * @param onStartup whether a cleanup runs when the host starts
 * @param time when a cleanup runs each day
 * @param zone where the clock hangs that shows this time
 * @param removal what becomes of files that go
 * @param notices who hears of it
 * @param jsonLogs whether the log is JSON; {@code logback.xml} reads it, too
 */
record TherapyBridgeSettings(
        ServerSettings server,
        String databaseUrl,
        Path uploadPath,
        List<String> ignoredNames,
        Duration failedRetention,
        Duration orphanRetention,
        boolean onStartup,
        LocalTime time,
        ZoneId zone,
        RemovalSettings removal,
        NoticeSettings notices,
        boolean jsonLogs) {

    /**
     * How H2 is to be. Left to itself, it closes when the process is told to end, in the middle of a run that is about to stop;
     * and it writes a commit half a second later, so that a process that is killed loses marks by which files have gone.
     */
    static final String H2 = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";

    /** Reads the settings, or reports all faults together. */
    static LoadedSettings<TherapyBridgeSettings> from(SettingsSource... layers) {
        return Settings.of(layers).read(TherapyBridgeSettings::from);
    }

    private static TherapyBridgeSettings from(SettingsReader from) {
        return new TherapyBridgeSettings(
                ServerSettings.from(from),
                // A secret, since it holds a password.
                from.secret("DATABASE_URL").or("jdbc:h2:file:./therapybridge" + H2),
                from.value("UPLOAD_PATH", "a path", Path::of).or(Path.of("uploads", "audio")),
                from.value("IGNORED_AUDIO_NAMES", "names with commas between", TherapyBridgeSettings::names)
                        .or(List.of()),
                age(from, "FAILED_SESSION_RETENTION_DAYS", Duration.ofDays(7)),
                age(from, "ORPHANED_FILE_RETENTION_HOURS", Duration.ofHours(24)),
                from.flag("AUTO_CLEANUP_ON_STARTUP").or(false),
                from.time("CLEANUP_SCHEDULE_HOUR").or(LocalTime.of(3, 0)),
                from.zone("CLEANUP_TIME_ZONE").or(ZoneOffset.UTC),
                RemovalSettings.from(from),
                NoticeSettings.from(from),
                from.text("JSON_LOGS")
                        .where(Set.of("true", "false")::contains, "true or false")
                        .or("false")
                        .equals("true"));
    }

    private static Duration age(SettingsReader from, String name, Duration fallback) {
        return from.duration(name)
                .where(age -> !age.isNegative() && !age.isZero(), "an age that is more than 0")
                .or(fallback);
    }

    private static List<String> names(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** When cleanups are due. */
    Schedule schedule() {
        return Schedule.daily(time, zone);
    }

    /** A file that all processes lock which clean up here. */
    Path lockFile() {
        return Path.of(uploadPath + ".lock");
    }
}
