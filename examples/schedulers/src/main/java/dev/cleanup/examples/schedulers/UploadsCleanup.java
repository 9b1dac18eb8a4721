package dev.cleanup.examples.schedulers;

import static dev.cleanup.CleanupTask.orphans;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.jdbc.JdbcReferences;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.settings.Settings;
import dev.cleanup.settings.SettingsReader;
import dev.cleanup.settings.SettingsSource;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** What is cleaned up, whoever asks for it: uploads that no row names, once they are a day old. */
final class UploadsCleanup {

    /** How it is called, also by schedulers. */
    static final String NAME = "uploads-cleanup";

    private UploadsCleanup() {}

    static CleanupBuilder over(Path uploads, DataSource database) {
        return Cleanup.of(NAME, LocalDirectory.at(uploads))
                .referencedBy(JdbcReferences.of(database).column("documents", "path"))
                .task(orphans("orphaned-files").olderThan(Duration.ofHours(24)));
    }

    /**
     * The same, for whoever knows no more than two settings: {@code uploads} and {@code database.url}, in the environment
     * {@code UPLOADS} and {@code DATABASE_URL}.
     *
     * @throws dev.cleanup.settings.SettingsException if one of them is missing; it names all faults
     */
    static CleanupBuilder from(SettingsSource settings) {
        return Settings.of(settings).read(UploadsCleanup::from).value();
    }

    private static CleanupBuilder from(SettingsReader settings) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(settings.text("database.url").required());
        return over(settings.value("uploads", "a path", Path::of).required(), database);
    }
}
