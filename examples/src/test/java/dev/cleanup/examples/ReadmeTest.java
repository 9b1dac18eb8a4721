package dev.cleanup.examples;

import static dev.cleanup.CleanupTask.orphans;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.jdbc.JdbcReferences;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.report.CleanupReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on the README's first screen, and the proof that the README shows that very program. */
class ReadmeTest {

    @TempDir
    private Path uploads;

    @Test
    void theProgramRemovesWhatNoRowNames() throws Exception {
        DataSource dataSource = mediaNaming("named.mp3");
        Files.writeString(uploads.resolve("named.mp3"), "in use");
        Files.writeString(uploads.resolve("forgotten.mp3"), "of no use");
        Files.writeString(uploads.resolve(".gitkeep"), "");
        InstantSource twoDaysLater = InstantSource.offset(InstantSource.system(), Duration.ofDays(2));

        // region readme
        Cleanup cleanup = Cleanup.of("media", LocalDirectory.at(uploads).excluding(".gitkeep"))
                .referencedBy(JdbcReferences.of(dataSource).column("media", "filename"))
                .task(orphans("orphaned-files").olderThan(Duration.ofHours(24)))
                // endregion
                .clock(twoDaysLater)
                // region readme
                .build();
        System.out.println(cleanup.plan().toText()); // what would go, and why; changes nothing
        CleanupReport report = cleanup.run(); // removes it, and says what became of each file
        System.out.println(report.toText());
        // endregion

        assertThat(report.files().deleted()).as(report.toText()).isOne();
        assertThat(uploads.resolve("forgotten.mp3")).doesNotExist();
        assertThat(uploads.resolve("named.mp3")).hasContent("in use");
        assertThat(uploads.resolve(".gitkeep")).exists();
    }

    @Test
    void theReadmeShowsExactlyThatProgram() throws IOException {
        String program = Regions.of(ReadmeTest.class).get("readme");

        assertThat(program.lines()).hasSizeBetween(5, 10);
        assertThat(Regions.samples("README.md")).containsExactly(program);
    }

    private static DataSource mediaNaming(String filename) throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:readme;DB_CLOSE_DELAY=-1");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE media (id INT PRIMARY KEY, filename VARCHAR(200))");
            statement.execute("INSERT INTO media VALUES (1, '" + filename + "')");
        }
        return database;
    }
}
