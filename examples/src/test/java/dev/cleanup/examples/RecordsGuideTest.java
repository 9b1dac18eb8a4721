package dev.cleanup.examples;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.completed;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.status;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.jdbc.JdbcClaimLedger;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.jdbc.TimeFormat;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The samples of {@code docs/records-in-sql.md}, composed and run. */
class RecordsGuideTest {

    private final ManualClock clock = ManualClock.at("2026-01-09T00:00:00Z");
    private final InMemoryStorage storage = InMemoryStorage.named("files", clock);

    @Test
    void aFailedSessionLosesItsRecording() throws SQLException {
        JdbcDataSource dataSource = database(
                "sessions",
                "CREATE TABLE sessions (id INT PRIMARY KEY, status VARCHAR(9), created_at TIMESTAMP, audio_filename VARCHAR(99))",
                "INSERT INTO sessions VALUES (1, 'failed', '2026-01-01 00:00:00', 'a.m4a')");
        storage.put("a.m4a", 10).put("a_processed.mp3", 10);

        // region failed-sessions
        JdbcClaimLedger.in(dataSource).create(); // once, or with your own migrations
        var sessions = JdbcRecords.table(dataSource, "sessions")
                .id("id")
                .status("status")
                .created("created_at", UTC)
                .file("audio_filename", key -> key.sibling(key.stem() + "_processed.mp3"));
        var cleanup = Cleanup.of("therapybridge", storage)
                .task(records("failed-sessions", sessions)
                        .where(status("failed").and(created().olderThan(Duration.ofDays(7))))
                        .removingFiles()
                        .keepingRecords())
                // endregion
                .clock(clock)
                // region failed-sessions
                .build();
        // endregion

        assertThat(cleanup.run().files().deleted()).isEqualTo(2);
        assertThat(cleanup.run().records().total()).isZero();
    }

    @Test
    void aTaskAndItsResultEndTogether() throws SQLException {
        JdbcDataSource dataSource = database(
                "results",
                "CREATE TABLE images (id INT PRIMARY KEY, expires_at TIMESTAMP, storage_path VARCHAR(99))",
                "CREATE TABLE tasks (id INT PRIMARY KEY, status VARCHAR(20), completed_at TIMESTAMP, husband_photo_id INT,"
                        + " wife_photo_id INT, result_image_id INT REFERENCES images (id))",
                "INSERT INTO images VALUES (1, NULL, 'r.png'), (2, '2026-01-01 00:00:00', 'p.png')",
                "INSERT INTO tasks VALUES (1, 'completed', '2025-12-01 00:00:00', NULL, NULL, 1)",
                "INSERT INTO tasks VALUES (2, 'pending', NULL, 2, NULL, NULL)");
        JdbcClaimLedger.in(dataSource).create();
        storage.put("r.png", 10).put("p.png", 10);

        // region old-results
        var images = JdbcRecords.table(dataSource, "images")
                .id("id")
                .expires("expires_at", UTC)
                .file("storage_path")
                .inUseQuery("SELECT id FROM tasks WHERE status IN ('pending', 'processing')"
                        + " AND :id IN (husband_photo_id, wife_photo_id)");
        var results = JdbcRecords.query(
                        dataSource,
                        "tasks",
                        "SELECT t.id, t.status, t.completed_at, i.id AS image, i.storage_path"
                                + " FROM tasks t JOIN images i ON i.id = t.result_image_id")
                .id("id")
                .status("status")
                .completed("completed_at", UTC)
                .file("storage_path")
                .endingWith(images, "image");
        var oldResults = records("old-results", results)
                .where(status("completed", "failed").and(completed().olderThan(Duration.ofDays(30))))
                .removingFiles()
                .executing(
                        "UPDATE tasks SET result_image_id = NULL WHERE id = :id",
                        "DELETE FROM images WHERE id = :image");
        // endregion
        var expiredImages = records("expired-images", images)
                .where(expired())
                .removingFiles()
                .deletingRecords();
        Cleanup.of("faceswap", storage)
                .task(oldResults)
                .task(expiredImages)
                .clock(clock)
                .build()
                .run();

        assertThat(storage.keys()).as("one is in use").containsExactly("p.png");
    }

    @Test
    void timesAreHeldInManyWays() throws SQLException {
        JdbcDataSource dataSource = database(
                "uploads",
                "CREATE TABLE files (id INT PRIMARY KEY, expiry_at VARCHAR(40), seen BIGINT, path VARCHAR(99))",
                "INSERT INTO files VALUES (1, '2026-01-01T12:00:00.5', 1767268800, '/srv/uploads/a.bin')");
        JdbcClaimLedger.in(dataSource).create();
        ZoneId zone = UTC;

        // region times
        var uploads = JdbcRecords.table(dataSource, "files")
                .id("id")
                .expires("expiry_at", TimeFormat.isoText(zone))
                .lastUsed("seen", TimeFormat.epochSeconds())
                .file("path", KeyMapping.lastSegments());
        // endregion
        var cleanup = Cleanup.of("buzzdrop", storage.put("a.bin", 10))
                .task(records("expired", uploads)
                        .where(expired())
                        .removingFiles()
                        .deletingRecords())
                .clock(clock)
                .build();

        assertThat(cleanup.run().files().deleted()).isOne();
    }

    @Test
    void theDocumentShowsExactlyThis() throws IOException {
        Collection<String> regions = Regions.of(RecordsGuideTest.class).values();

        assertThat(Regions.samples("docs/records-in-sql.md")).containsExactlyInAnyOrderElementsOf(regions);
    }

    private static JdbcDataSource database(String name, String... statements) throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:guide-" + name + ";DB_CLOSE_DELAY=-1");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return database;
    }
}
