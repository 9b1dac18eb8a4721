package dev.cleanup.examples.chatterbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample calls of Chatterbox's own document, with a token added, and the shapes of the results that it shows. */
@Timeout(120)
class ChatterboxSamplesTest {

    /** The document's sample of the metrics. */
    private static final String METRICS = """
            {
              "tokens_cleaned": 156,
              "files_cleaned": 148,
              "bytes_freed": 157286400,
              "errors": 2,
              "last_cleanup": "2024-01-15T10:30:00Z",
              "last_error": "Permission denied: file.wav",
              "storage_size": 524288000,
              "storage_limit": 1073741824,
              "retention_hours": 24
            }""";

    @TempDir
    private Path directory;

    private Home home;

    @BeforeEach
    void makeHome() throws Exception {
        home = new Home(directory);
        home.storing("due.wav", "odd.wav")
                .tokens("{\"odd\": {\"expires_at\": \"soon\", \"audio\": \"odd.wav\"}, "
                        + home.entry("due", "due.wav", Duration.ZERO) + "}")
                .start();
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void sampleManualCleanupSaysHowManyTokensWentAndWhatThatFreed() {
        JsonNode result = home.admin().post("/api/cleanup/manual").json();

        assertThat(result.path("tokens_cleaned").isInt()).isTrue();
        assertThat(result.path("bytes_freed").isInt()).isTrue();
        assertThat("Cleaned %s tokens, freed %s bytes"
                        .formatted(result.get("tokens_cleaned"), result.get("bytes_freed")))
                .isEqualTo("Cleaned 1 tokens, freed 10 bytes");
    }

    @Test
    void sampleMetricsHaveTheNamesTheOrderAndTheKindsOfTheDocument() throws Exception {
        home.clean();

        JsonNode metrics = home.admin().get("/api/cleanup/metrics").json();

        assertThat(shape(metrics)).isEqualTo(shape(Json.MAPPER.readTree(METRICS)));
        assertThat(Instant.parse(metrics.get("last_cleanup").asText())).isEqualTo(home.clock.instant());
    }

    @Test
    void sampleScheduleStartsSaysHowItStandsAndStops() {
        assertThat(home.admin().post("/api/cleanup/schedule/start").status()).isEqualTo(200);
        assertThat(home.admin()
                        .get("/api/cleanup/schedule/status")
                        .json()
                        .path("started")
                        .asBoolean())
                .isTrue();
        assertThat(home.admin().post("/api/cleanup/schedule/stop").status()).isEqualTo(200);
    }

    /** In the browser these were called {@code sessionsCleared} and so on; over HTTP all names are in snake case. */
    @Test
    void sampleSessionsSayWhatWasClearedAndHowFullTheirStorageIs() {
        home.user().post("/api/sessions", new byte[1024]);
        home.clock.step(Duration.ofDays(7));
        JsonNode result = home.admin().post("/api/sessions/cleanup").json();
        JsonNode status = home.admin().get("/api/sessions/status").json();

        assertThat("Cleaned %s sessions, freed %s bytes"
                        .formatted(result.get("sessions_cleared"), result.get("bytes_freed")))
                .isEqualTo("Cleaned 1 sessions, freed 1024 bytes");
        assertThat("Storage: %.1f%% used"
                        .formatted(status.path("storage_info").path("percent").asDouble()))
                .isEqualTo("Storage: 0.0% used");
        assertThat(status.get("metrics"))
                .hasToString("{\"sessions_cleared\":1,\"bytes_freed\":1024,\"last_cleanup\":\"%s\","
                                .formatted(home.clock.instant())
                        + "\"errors\":0,\"last_error\":null}");
    }

    /** The names of an object and the kinds of their values. */
    private static List<String> shape(JsonNode object) {
        List<String> shape = new ArrayList<>();
        object.fields()
                .forEachRemaining(field -> shape.add(field.getKey() + " "
                        + field.getValue().getNodeType() + (field.getValue().isIntegralNumber() ? ", whole" : "")));
        return shape;
    }
}
