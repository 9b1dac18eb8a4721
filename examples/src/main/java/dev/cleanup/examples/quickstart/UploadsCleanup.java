package dev.cleanup.examples.quickstart;

import static dev.cleanup.CleanupTask.orphans;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.jdbc.JdbcReferences;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.reference.KeyMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/** What this host says about its uploads: where they lie, what names them, and when one that nobody names may go. */
final class UploadsCleanup {

    /** A recording {@code a/b.m4a} protects, and takes along, what was made from it: {@code a/b_processed.mp3}. */
    private static final KeyMapping RECORDINGS =
            KeyMapping.relativePaths().deriving(key -> key.sibling(key.stem() + "_processed.mp3"));

    private UploadsCleanup() {}

    static CleanupBuilder over(Path uploads, DataSource database, InstantSource clock) {
        return Cleanup.of("uploads", LocalDirectory.at(uploads).excluding(".gitkeep"))
                .referencedBy(JdbcReferences.of(database)
                        .column("sessions", "audio", RECORDINGS)
                        .column("documents", "path"))
                .task(orphans("orphaned-files").olderThan(Duration.ofHours(24)))
                .clock(clock);
    }
}
