package dev.cleanup.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All contestants agree on what is orphaned; how fast they are is no test. */
class CompareTest {

    @TempDir
    private Path work;

    @Test
    void theContestantsComeToTheSameResult() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "the comparison reads /proc and needs find and bash");

        assertThatCode(() -> Compare.compare(Path.of("src/main/scripts"), work, 1, 2500))
                .doesNotThrowAnyException();
    }
}
