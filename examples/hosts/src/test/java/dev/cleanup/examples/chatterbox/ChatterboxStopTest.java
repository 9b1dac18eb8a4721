package dev.cleanup.examples.chatterbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Child;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chatterbox is told to end in the middle of a run. */
@Timeout(180)
class ChatterboxStopTest {

    private static final int TOKENS = 1500;

    @TempDir
    private Path directory;

    @Test
    void aRunThatIsToldToEndStopsWithinFiveSecondsAndTheNextStartConverges() throws Exception {
        try (Home home = new Home(directory)) {
            StringBuilder tokens = new StringBuilder("{");
            for (int i = 0; i < TOKENS; i++) {
                home.storing(i + ".wav");
                tokens.append(i == 0 ? "" : ",\n").append(home.entry("t" + i, i + ".wav", Duration.ofHours(1)));
            }
            home.tokens(tokens.append('}').toString());

            try (Child child = Child.of(HeldChatterbox.class, directory.toString())) {
                child.awaitLine("held");
                assertThat(child.terminate()).isLessThan(Duration.ofSeconds(5));
                assertThat(child.rest()).asString().contains("Stopped");
            }
            assertThat(home.files()).isNotEmpty().hasSizeLessThan(TOKENS);

            home.start();
            home.clock.step(Duration.ofDays(2));
            JsonNode result = home.clean();
            assertThat(result.path("success").asBoolean()).as("%s", result).isTrue();
            assertThat(home.tokenIds()).isEmpty();
            assertThat(home.files()).isEmpty();
        }
    }
}
