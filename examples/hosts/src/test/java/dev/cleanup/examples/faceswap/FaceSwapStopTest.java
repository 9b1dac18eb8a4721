package dev.cleanup.examples.faceswap;

import static dev.cleanup.examples.faceswap.Studio.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.examples.web.Child;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** FaceSwap is told to end in the middle of a run, or is killed there. */
@Timeout(180)
class FaceSwapStopTest {

    private static final int TASKS = 1500;

    @TempDir
    private Path directory;

    /** A host that ended in the middle of retiring results, each of them owned by a task and an image. */
    private Studio afterResults() throws Exception {
        Studio studio = new Studio(directory).start();
        for (int i = 1; i <= TASKS; i++) {
            studio.store("results/" + i + ".png");
        }
        studio.execute(
                "INSERT INTO images (id, filename, storage_path, storage_type)"
                        + " SELECT x, 'result.png', 'results/' || x || '.png', 'permanent' FROM SYSTEM_RANGE(1, ?)",
                TASKS);
        studio.execute(
                "INSERT INTO tasks (result_image_id, status, completed_at)"
                        + " SELECT x, 'completed', TIMESTAMP '2020-01-01 00:00:00' FROM SYSTEM_RANGE(1, ?)",
                TASKS);
        studio.host.close();
        return studio;
    }

    @Test
    void aRunThatIsToldToEndStopsWithinFiveSecondsAndTheNextStartConverges() throws Exception {
        try (Studio studio = afterResults();
                Child child = Child.of(HeldFaceSwap.class, directory.toString())) {
            child.awaitLine("held");
            assertThat(child.terminate()).isLessThan(Duration.ofSeconds(5));
            assertThat(child.rest()).asString().contains("Stopped");

            studio.start();

            assertThat(studio.files()).hasSizeBetween(1, TASKS - 1).containsExactlyInAnyOrderElementsOf(studio.named());
            studio.clock.step(DAY.multipliedBy(60));
            studio.clean("/old-results");
            assertConverged(studio);
        }
    }

    @Test
    void f3ARunThatIsKilledIsFinishedByTheNextStartAsItWasBegun() throws Exception {
        try (Studio studio = afterResults();
                Child child = Child.of(HeldFaceSwap.class, directory.toString())) {
            child.awaitLine("held");
            child.kill();
            assertThat(studio.files())
                    .as("some files are gone, and their rows are not")
                    .hasSizeLessThan(TASKS);
            assertThat(studio.count("images")).isEqualTo(TASKS);

            studio.start();
            studio.gate.awaitEnds(1);

            assertConverged(studio);
        }
    }

    private static void assertConverged(Studio studio) throws Exception {
        assertThat(studio.files()).isEmpty();
        assertThat(studio.count("images")).isZero();
        assertThat(studio.count("tasks")).isEqualTo(TASKS);
        assertThat(studio.value("SELECT COUNT(result_image_id) FROM tasks")).contains("0");
        assertThat(studio.count("cleanup_claims")).isZero();
    }
}
