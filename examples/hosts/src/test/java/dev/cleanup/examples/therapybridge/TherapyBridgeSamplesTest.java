package dev.cleanup.examples.therapybridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Calls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample calls of the host's own guide, letter by letter but for the token and the port, answer in its shapes. */
class TherapyBridgeSamplesTest {

    private static final Pattern CURL =
            Pattern.compile("curl (-X POST )?\"([^\"]+)\" -H \"Authorization: Bearer TOKEN\"");

    @TempDir
    private Path directory;

    private Practice practice;

    @BeforeEach
    void start() throws Exception {
        practice = new Practice(directory).storing("orphan.m4a", "live.m4a").start();
        practice.session("completed", "live.m4a");
        Files.write(practice.audio().resolve("orphan.m4a"), new byte[1024 * 1024]);
        practice.uploadFailing();
        practice.step(Duration.ofDays(7));
    }

    @AfterEach
    void close() {
        practice.close();
    }

    @Test
    void whatWouldBeCleanedIsCounted() {
        JsonNode status =
                call("curl \"http://localhost:8000/api/admin/cleanup/status\" -H \"Authorization: Bearer TOKEN\"");

        assertThat(status.at("/orphaned_files/count").asInt()).isEqualTo(1);
        assertThat(status.at("/orphaned_files/bytes").asInt()).isEqualTo(1024 * 1024);
        assertThat(status.at("/failed_sessions/count").asInt()).isEqualTo(1);
    }

    @Test
    void theDryRunAndTheActualCleanupGiveTheSameShape() throws Exception {
        JsonNode rehearsal = call("curl -X POST \"http://localhost:8000/api/admin/cleanup/all?dry_run=true\""
                + " -H \"Authorization: Bearer TOKEN\"");
        assertResult(rehearsal);
        assertThat(practice.files()).hasSize(3);

        JsonNode run =
                call("curl -X POST \"http://localhost:8000/api/admin/cleanup/all\" -H \"Authorization: Bearer TOKEN\"");

        assertResult(run);
        assertThat(practice.files()).containsExactly("live.m4a");
    }

    /** Success flag, files deleted (list), sessions cleaned (ids), space freed (MB), errors, duration. */
    private static void assertResult(JsonNode result) {
        assertThat(result.path("success").isBoolean()).isTrue();
        assertThat(result.path("files_deleted")).hasSize(2).allMatch(JsonNode::isTextual);
        assertThat(result.path("sessions_cleaned")).hasSize(1).allMatch(JsonNode::isTextual);
        assertThat(result.path("space_freed_mb").asDouble()).isEqualTo(1.0);
        assertThat(result.path("errors").isArray()).isTrue();
        assertThat(result.path("duration_ms").isIntegralNumber()).isTrue();
    }

    private JsonNode call(String curl) {
        Matcher parts = CURL.matcher(curl);
        assertThat(parts.matches()).as(curl).isTrue();
        URI address = URI.create(parts.group(2));
        String path = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        String token = practice.tokens().issue(new Caller("theo", Roles.THERAPIST), Duration.ofHours(1));
        Calls caller = practice.nobody().bearing(token);
        Calls.Answer answer = parts.group(1) == null ? caller.get(path) : caller.post(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }
}
