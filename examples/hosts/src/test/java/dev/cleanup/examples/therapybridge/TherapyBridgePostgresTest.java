package dev.cleanup.examples.therapybridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TherapyBridge on PostgreSQL, by its URL. */
@Timeout(120)
class TherapyBridgePostgresTest {

    private static EmbeddedPostgres server;

    @TempDir
    private Path directory;

    private Practice practice;

    @BeforeAll
    static void startTheDatabase() {
        try {
            server = EmbeddedPostgres.start();
        } catch (IOException | RuntimeException fault) {
            abort("this platform runs no PostgreSQL server: " + fault);
        }
    }

    @AfterAll
    static void stopTheDatabase() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void makeHost() {
        practice = new Practice(directory).with("DATABASE_URL", server.getJdbcUrl("postgres", "postgres"));
    }

    @AfterEach
    void close() {
        if (practice != null) {
            practice.sql().useHandle(handle -> handle.execute("DROP TABLE IF EXISTS sessions"));
            practice.close();
        }
    }

    @Test
    void bothOperationsAndTheHistoryWorkThere() throws Exception {
        practice.storing("orphan.m4a", "live.m4a").start();
        practice.session("completed", "live.m4a");
        String failed = practice.uploadFailing();
        practice.step(Duration.ofDays(7));
        assertThat(practice.status().at("/failed_sessions/count").asInt()).isEqualTo(1);

        JsonNode result = practice.clean("all");

        assertThat(result.path("success").asBoolean()).as("%s", result).isTrue();
        assertThat(practice.files()).containsExactly("live.m4a");
        assertThat(practice.column("status", failed)).contains("failed");
        assertThat(practice.history().at("/runs/0/files_deleted").asInt()).isEqualTo(2);
    }

    @Test
    void nothingReferencedOrYoungIsLostWhileCleanupsRunForSomeSeconds() throws Exception {
        practice.with("ORPHANED_FILE_RETENTION_HOURS", "PT1S").with("FAILED_SESSION_RETENTION_DAYS", "PT1S");
        practice.storing("orphan.m4a").startByRealTime();
        AtomicBoolean stop = new AtomicBoolean();
        FutureTask<List<String>> uploads = Practice.inBackground(() -> uploadUntil(stop));
        Instant end = Instant.now().plusSeconds(4);
        int cleaned = 0;
        while (Instant.now().isBefore(end)) {
            cleaned += practice.clean("all").path("sessions_cleaned_count").asInt();
        }
        stop.set(true);

        List<String> kept = uploads.get();
        assertThat(practice.files()).containsAll(kept).doesNotContain("orphan.m4a");
        assertThat(cleaned).as("failed sessions went meanwhile").isPositive();
    }

    /** Uploads, of which each second fails and is due after a second; the recordings that are to stay. */
    private List<String> uploadUntil(AtomicBoolean stop) {
        List<String> kept = new ArrayList<>();
        while (!stop.get()) {
            practice.uploadFailing();
            kept.add(practice.upload() + ".m4a");
        }
        return kept;
    }
}
