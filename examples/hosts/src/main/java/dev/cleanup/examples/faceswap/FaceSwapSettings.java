package dev.cleanup.examples.faceswap;

import dev.cleanup.examples.web.ServerSettings;
import dev.cleanup.settings.Settings;
import dev.cleanup.settings.SettingsReader;
import dev.cleanup.settings.SettingsSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The settings of FaceSwap.
 *
 * @param server port, secret and clock
 * @param databaseUrl where the rows are: H2 in a file, or PostgreSQL
 * @param lockPatience how long a row is waited for that somebody else has locked, before that is tried again
 * @param storage the directory with the four categories of files
 * @param resultDays how long results of tasks are kept by a run that names no other time
 * @param enabled whether the cleanup runs by itself
 * @param zone where the clock hangs that the two times below mean
 * @param daily when all of it runs each day
 * @param weekly when results and orphans run on Sundays
 */
record FaceSwapSettings(
        ServerSettings server,
        String databaseUrl,
        Duration lockPatience,
        Path storage,
        int resultDays,
        boolean enabled,
        ZoneId zone,
        LocalTime daily,
        LocalTime weekly) {

    static final int MOST_DAYS = 36500;

    /**
     * How H2 is to be. Left to itself, it closes when the process is told to end, in the middle of a run that is about to stop;
     * and it writes a commit half a second later, so that a process that is killed loses marks by which files have gone.
     */
    static final String H2 = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";

    /** Reads the settings, or reports all faults together. */
    static FaceSwapSettings from(SettingsSource... layers) {
        return Settings.of(layers).read(FaceSwapSettings::from).value();
    }

    private static FaceSwapSettings from(SettingsReader from) {
        return new FaceSwapSettings(
                ServerSettings.from(from),
                from.secret("DATABASE_URL").or("jdbc:h2:file:./faceswap" + H2),
                from.duration("DATABASE_LOCK_SECONDS")
                        .where(time -> time.compareTo(Duration.ofSeconds(1)) >= 0, "a number of seconds, 1 or more")
                        .or(Duration.ofSeconds(10)),
                from.value("STORAGE_PATH", "a path", Path::of).or(Path.of("faceswap_storage")),
                from.number("RESULT_RETENTION_DAYS")
                        .where(days -> days > 0 && days <= MOST_DAYS, "a number of days from 1 to " + MOST_DAYS)
                        .or(30L)
                        .intValue(),
                from.flag("CLEANUP_ENABLED").or(true),
                from.zone("CLEANUP_TIME_ZONE").or(ZoneOffset.UTC),
                from.time("CLEANUP_DAILY_HOUR").or(LocalTime.of(2, 0)),
                from.time("CLEANUP_WEEKLY_HOUR").or(LocalTime.of(3, 0)));
    }
}
