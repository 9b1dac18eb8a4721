package dev.cleanup.jdbc;

import static dev.cleanup.CleanupTask.orphans;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.local.LocalDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real directory, and a process for each run: nothing but the database remembers. */
class JdbcSightingsTest {

    @TempDir
    private Path root;

    private Cleanup inTwoDaysAnd(Duration time, DataSource source) {
        InstantSource clock = () -> Instant.now().plus(Duration.ofDays(2)).plus(time);
        return Cleanup.of("media", LocalDirectory.at(root))
                .referencedBy(JdbcReferences.of(source).column("media", "filename"))
                .task(orphans("orphaned-files").confirmedOrphanFor(Duration.ofDays(7)))
                .sightings(JdbcSightings.in(source))
                .clock(clock)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void aFileGoesOnceARunOfAnotherProcessHasSeenIt(Database database) throws IOException {
        DataSource source = database.fresh();
        Database.execute(
                source,
                "CREATE TABLE media (id INT PRIMARY KEY, filename VARCHAR(200))",
                "INSERT INTO media VALUES (1, 'used')");
        JdbcSightings.in(source).createTables();
        Files.writeString(root.resolve("used"), "");
        Path orphan = Files.writeString(root.resolve("orphan"), "");

        assertThat(inTwoDaysAnd(Duration.ZERO, source).run().files().deleted()).isZero();
        assertThat(inTwoDaysAnd(Duration.ofDays(6), source).run().files().deleted())
                .isZero();
        assertThat(inTwoDaysAnd(Duration.ofDays(8), source).run().files().deleted())
                .isEqualTo(1);

        assertThat(orphan).doesNotExist();
        assertThat(root.resolve("used")).exists();
    }

    @ParameterizedTest
    @EnumSource
    void withoutTablesNothingGoes(Database database) throws IOException {
        DataSource source = database.fresh();
        Database.execute(
                source,
                "CREATE TABLE media (id INT PRIMARY KEY, filename VARCHAR(200))",
                "INSERT INTO media VALUES (1, 'used')");
        Files.writeString(root.resolve("used"), "");
        Path orphan = Files.writeString(root.resolve("orphan"), "");

        var report = inTwoDaysAnd(Duration.ofDays(8), source).run();

        assertThat(orphan).exists();
        assertThat(report.toText()).contains("cannot be read", "createTables()");
    }
}
