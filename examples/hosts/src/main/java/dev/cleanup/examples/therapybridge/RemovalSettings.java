package dev.cleanup.examples.therapybridge;

import dev.cleanup.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What becomes of files that go.
 *
 * @param way whether they are deleted at once, set aside, or archived before
 * @param recoverable how long files that are set aside can be restored
 * @param archivePath where archived copies lie
 */
record RemovalSettings(Way way, Duration recoverable, Path archivePath) {

    /** How files go. */
    enum Way {
        DELETE,
        QUARANTINE,
        ARCHIVE
    }

    static RemovalSettings from(SettingsReader from) {
        return new RemovalSettings(
                from.enumValue("CLEANUP_FILES", Way.class).or(Way.DELETE),
                from.duration("QUARANTINE_DAYS")
                        .where(time -> !time.isNegative() && !time.isZero(), "a number of days that is more than 0")
                        .or(Duration.ofDays(14)),
                from.value("ARCHIVE_PATH", "a path", Path::of).or(Path.of("archive")));
    }
}
