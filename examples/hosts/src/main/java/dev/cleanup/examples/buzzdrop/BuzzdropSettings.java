package dev.cleanup.examples.buzzdrop;

import dev.cleanup.examples.web.ServerSettings;
import dev.cleanup.schedule.Schedule;
import dev.cleanup.settings.Settings;
import dev.cleanup.settings.SettingsReader;
import dev.cleanup.settings.SettingsSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The settings of Buzzdrop, by the names it always had.
 *
 * @param server port, secret and clock
 * @param databaseUrl where the rows are
 * @param uploadFolder the directory with the uploads
 * @param storageUrl an object store that holds the uploads instead
 * @param zone where the times in the database lie, which name no zone themselves
 * @param enabled whether the cleanup runs by itself
 * @param interval how long after a cleanup the next one comes
 * @param oldFilesDays how long records of downloads are kept
 */
record BuzzdropSettings(
        ServerSettings server,
        String databaseUrl,
        Path uploadFolder,
        Optional<URI> storageUrl,
        ZoneId zone,
        boolean enabled,
        Duration interval,
        int oldFilesDays) {

    /**
     * How H2 is to be. Left to itself, it closes when the process is told to end, in the middle of a run that is about to stop;
     * and it writes a commit half a second later, so that a process that is killed loses marks by which files have gone.
     */
    static final String H2 = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";

    /** Reads the settings, or reports all faults together. */
    static BuzzdropSettings from(SettingsSource... layers) {
        return Settings.of(layers).read(BuzzdropSettings::from).value();
    }

    private static BuzzdropSettings from(SettingsReader from) {
        return new BuzzdropSettings(
                ServerSettings.from(from),
                from.secret("DATABASE_URL").or("jdbc:h2:file:./buzzdrop" + H2),
                // Of its own: in "uploads", other hosts of these examples keep files that no row of Buzzdrop names.
                from.value("UPLOAD_FOLDER", "a path", Path::of).or(Path.of("buzzdrop_uploads")),
                from.value("STORAGE_URL", "an address that ends with /", URI::create)
                        .where(url -> url.toString().endsWith("/"), "an address that ends with /")
                        .optional(),
                from.zone("DATABASE_TIME_ZONE").or(ZoneOffset.UTC),
                from.flag("CLEANUP_ENABLED").or(true),
                from.duration("CLEANUP_INTERVAL_MINUTES")
                        .where(time -> time.compareTo(Duration.ofSeconds(1)) >= 0, "a number of minutes, such as 60")
                        .or(Duration.ofMinutes(60)),
                from.number("CLEANUP_OLD_FILES_DAYS")
                        .where(days -> days > 0 && days <= 36500, "a number of days from 1 to 36500")
                        .or(7L)
                        .intValue());
    }

    /** When cleanups are due. */
    Schedule schedule() {
        return Schedule.every(interval);
    }
}
