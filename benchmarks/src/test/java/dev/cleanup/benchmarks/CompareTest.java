package dev.cleanup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All contestants come to the same result; how fast they are is no test. */
class CompareTest {

    private static final int FILES = 600;

    private static Stage stage;

    @BeforeAll
    static void begin(@TempDir Path work) throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "the comparison reads /proc and needs find and bash");
        stage = new Stage(Path.of("src/main/scripts"), work, Effort.once());
    }

    @AfterAll
    static void end() throws IOException {
        if (stage != null) {
            stage.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theContestantsComeToTheSameResult(Scenario scenario) throws Exception {
        try (Printout out = Printout.toTerminal()) {
            scenario.play(stage, FILES, out);

            assertThat(out.failures()).isEmpty();
        }
    }
}
