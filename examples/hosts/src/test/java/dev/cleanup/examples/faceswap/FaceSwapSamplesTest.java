package dev.cleanup.examples.faceswap;

import static dev.cleanup.examples.faceswap.Studio.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleanup.examples.web.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample calls of FaceSwap's own document, with a token added, and the shapes of the results that it shows: the names, the
 * order and the kinds of all fields.
 */
@Timeout(120)
class FaceSwapSamplesTest {

    private static final String EXPIRED = """
            {
              "operation": "cleanup_expired_images",
              "deleted_count": 15,
              "deleted_size_bytes": 5242880,
              "deleted_size_mb": 5.0,
              "errors": [],
              "dry_run": false
            }""";

    private static final String SESSION = """
            {
              "operation": "cleanup_session",
              "session_id": "session_abc123",
              "deleted_count": 8,
              "deleted_size_bytes": 3145728,
              "deleted_size_mb": 3.0,
              "errors": [],
              "dry_run": false
            }""";

    private static final String OLD_RESULTS = """
            {
              "operation": "cleanup_old_results",
              "cutoff_date": "2025-10-01T00:00:00",
              "days_old": 30,
              "deleted_count": 42,
              "deleted_size_bytes": 52428800,
              "deleted_size_mb": 50.0,
              "errors": [],
              "dry_run": false
            }""";

    private static final String ORPHANED = """
            {
              "operation": "cleanup_orphaned_files",
              "deleted_count": 3,
              "deleted_size_bytes": 1048576,
              "deleted_size_mb": 1.0,
              "errors": [],
              "dry_run": false
            }""";

    private static final String ALL = """
            {
              "operation": "cleanup_all",
              "expired_images": {
                "deleted_count": 15,
                "deleted_size_bytes": 5242880,
                "deleted_size_mb": 5.0,
                "errors": [],
                "dry_run": false
              },
              "old_task_results": {
                "cutoff_date": "2025-10-01T00:00:00",
                "days_old": 30,
                "deleted_count": 42,
                "deleted_size_bytes": 52428800,
                "deleted_size_mb": 50.0,
                "errors": [],
                "dry_run": false
              },
              "orphaned_files": {
                "deleted_count": 3,
                "deleted_size_bytes": 1048576,
                "deleted_size_mb": 1.0,
                "errors": [],
                "dry_run": false
              },
              "totals": {
                "deleted_count": 60,
                "deleted_size_bytes": 58720256,
                "deleted_size_mb": 56.0,
                "dry_run": false
              }
            }""";

    private static final String STATS = """
            {
              "operation": "get_stats",
              "expired_images": 15,
              "temporary_images": 45,
              "old_task_results_30d": 42,
              "last_checked": "2025-11-01T10:00:00"
            }""";

    private static final String ERROR = """
            {
              "image_id": 123,
              "filename": "photo.jpg",
              "error": "Permission denied"
            }""";

    @TempDir
    private Path directory;

    private Studio studio;

    @BeforeEach
    void makeHost() throws Exception {
        studio = new Studio(directory).start();
        studio.template();
        studio.photo("session_abc123", 1, Studio.MEGABYTE);
        studio.completed("tasks", "session_abc123");
        studio.store("photos/orphan.png");
        studio.clock.step(DAY.multipliedBy(31));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void f6EachOperationRehearsesAndRunsInTheShapeOfItsSample() throws Exception {
        assertSample("/expired?dry_run=true", EXPIRED);
        assertSample("/expired?dry_run=false", EXPIRED);
        assertSample("/old-results?days_old=30&dry_run=false", OLD_RESULTS);
        assertSample("/old-results?days_old=60&dry_run=false", OLD_RESULTS);
        assertSample("/session/session_abc123?dry_run=false", SESSION);
        assertSample("/orphaned?dry_run=false", ORPHANED);
    }

    @Test
    void f6AFullRunRehearsesAndRunsInTheShapeOfItsSample() throws Exception {
        assertSample("/all?days_old=30&dry_run=true", ALL);
        assertSample("/all?days_old=30&dry_run=false", ALL);
        assertSample("/all?dry_run=true", ALL);
        assertSample("/all", ALL);
    }

    @Test
    void f6TheStatisticsHaveTheShapeOfTheirSample() throws Exception {
        assertShape(studio.look("/stats"), STATS);
    }

    @Test
    void f6AnErrorHasTheShapeOfItsSample() throws Exception {
        String shared = studio.value("SELECT id FROM images WHERE storage_type = 'temporary'")
                .orElseThrow();
        studio.user().post("/api/v1/images/" + shared + "/share");

        assertShape(studio.clean("/expired?dry_run=false").path("errors").path(0), ERROR);
    }

    private void assertSample(String call, String sample) throws Exception {
        assertShape(studio.clean(call), sample);
    }

    private static void assertShape(JsonNode answer, String sample) throws Exception {
        JsonNode documented = Json.MAPPER.readTree(sample);
        assertThat(shape(answer)).isEqualTo(shape(documented));
        assertThat(answer.path("operation")).isEqualTo(documented.path("operation"));
    }

    /** The names and kinds of all fields, in their order. */
    private static String shape(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> fields = new ArrayList<>();
            object.properties().forEach(field -> fields.add(field.getKey() + ": " + shape(field.getValue())));
            return String.join(", ", fields);
        }
        if (node.isTextual()) {
            return node.asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d") ? "time" : "text";
        }
        return node.isFloatingPointNumber() ? "fraction" : node.getNodeType().toString();
    }
}
