package dev.cleanup.examples.chatterbox;

import static dev.cleanup.policy.Policies.megabytes;

import dev.cleanup.examples.web.ServerSettings;
import dev.cleanup.schedule.Schedule;
import dev.cleanup.settings.Settings;
import dev.cleanup.settings.SettingsReader;
import dev.cleanup.settings.SettingsSource;
import dev.cleanup.storage.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of Chatterbox, by the names it always had.
 *
 * @param server port, secret and clock
 * @param storagePath the directory with the audio files
 * @param tokenFile the JSON file with the tokens; what else the host remembers lies beside it
 * @param retention how long a token lives at most
 * @param maxStorage what the audio files may hold
 * @param interval how long after a cleanup the next one comes
 * @param sessionPath the directory with the caches of sessions
 * @param maxSessions what these may hold
 * @param archivePath a directory that keeps compressed copies of all audio that goes
 */
record ChatterboxSettings(
        ServerSettings server,
        Path storagePath,
        Path tokenFile,
        Duration retention,
        ByteSize maxStorage,
        Duration interval,
        Path sessionPath,
        ByteSize maxSessions,
        Optional<Path> archivePath) {

    /** Reads the settings, or reports all faults together. */
    static ChatterboxSettings from(SettingsSource... layers) {
        return Settings.of(layers).read(ChatterboxSettings::from).value();
    }

    private static ChatterboxSettings from(SettingsReader from) {
        return new ChatterboxSettings(
                ServerSettings.from(from),
                path(from, "STORAGE_PATH", "recovery_storage"),
                path(from, "TOKEN_FILE", "recovery_tokens.json"),
                from.duration("RETENTION_HOURS")
                        .where(time -> !time.isNegative() && !time.isZero(), "a number of hours, more than 0")
                        .or(Duration.ofHours(24)),
                from.size("MAX_STORAGE_MB").or(megabytes(1024)),
                from.duration("CLEANUP_INTERVAL_HOURS")
                        .where(ChatterboxSettings::isInterval, "a number of hours such as 0.5, a second at least")
                        .or(Duration.ofHours(1)),
                path(from, "SESSION_PATH", "session_cache"),
                from.size("MAX_SESSIONS_MB").or(megabytes(100)),
                from.value("ARCHIVE_PATH", "a path", Path::of).optional());
    }

    private static Path path(SettingsReader from, String name, String fallback) {
        return from.value(name, "a path", Path::of).or(Path.of(fallback));
    }

    private static boolean isInterval(Duration time) {
        return time.compareTo(Duration.ofSeconds(1)) >= 0;
    }

    /** When cleanups are due. */
    Schedule schedule() {
        return Schedule.every(interval);
    }

    /** A file of the host's beside that of the tokens. */
    Path beside(String name) {
        return tokenFile.resolveSibling(name);
    }
}
