package dev.cleanup.examples.therapybridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TherapyBridge is told to end in the middle of a run. */
@Timeout(180)
class TherapyBridgeStopTest {

    private static final int SESSIONS = 500;

    @TempDir
    private Path directory;

    @Test
    void aRunThatIsToldToEndStopsWithinFiveSecondsAndTheNextStartConverges() throws Exception {
        try (Practice practice = new Practice(directory)) {
            practice.start();
            for (int i = 0; i < SESSIONS; i++) {
                practice.storing(i + ".m4a");
            }
            practice.sql()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO sessions SELECT x, 'failed', ?, x || '.m4a', NULL FROM SYSTEM_RANGE(0, ?)",
                            practice.clock.instant().atOffset(ZoneOffset.UTC),
                            SESSIONS - 1));
            practice.host.close();

            try (Child child = Child.of(HeldTherapyBridge.class, directory.toString())) {
                child.awaitLine("held");
                assertThat(child.terminate()).isLessThan(Duration.ofSeconds(5));
                assertThat(child.rest()).asString().contains("Stopped");
            }
            assertThat(practice.files()).isNotEmpty().hasSizeLessThan(SESSIONS);

            practice.start().step(Duration.ofDays(8));
            JsonNode result = practice.clean("all");
            assertThat(result.path("success").asBoolean()).as("%s", result).isTrue();
            assertThat(practice.files()).isEmpty();
            assertThat(practice.status().path("failed_sessions").path("count").asInt())
                    .isZero();
            assertThat(marked(practice)).isZero();
        }
    }

    private static int marked(Practice practice) {
        return practice.sql()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM sessions WHERE removing IS NOT NULL")
                        .mapTo(Integer.class)
                        .one());
    }
}
