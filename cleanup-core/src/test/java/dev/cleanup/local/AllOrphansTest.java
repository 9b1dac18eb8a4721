package dev.cleanup.local;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.local.Trees.directory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.testkit.fake.InMemoryReferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process of 128 MB plans and removes a million files that nobody references, the worst that a sweep can meet. */
@Tag("thorough")
@Timeout(1800)
class AllOrphansTest {

    private static final int MILLION = 1_000_000;
    private static final int A_FOLDER = 1000;
    private static final String LITTLE_MEMORY = "JAVA_TOOL_OPTIONS=-Xmx128m -XX:+ExitOnOutOfMemoryError";

    @TempDir
    private Path temp;

    /** Plans, then runs, and checks what both say. */
    public static void main(String[] args) {
        Path root = Path.of(args[0]);
        ExecutorService other = Executors.newSingleThreadExecutor();
        var builder = Cleanup.of("worst-case", LocalDirectory.at(root))
                .referencedBy(InMemoryReferences.named("nothing"))
                .task(orphans("everything")
                        .allowNoReferences()
                        .allowNoMatches()
                        .allowOrphanShare(100)
                        .allowRemovals(Long.MAX_VALUE))
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(2)));
        Cleanup cleanup = (args[1].equals("2") ? builder.helperExecutor(other) : builder).build();
        assertThat(cleanup.plan().task("everything").totals().items()).isEqualTo(MILLION);
        assertThat(cleanup.run().task("everything").files().deleted()).isEqualTo(MILLION);
        other.shutdown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void aMillionGoInLittleMemory(String threads) throws Exception {
        Path root = directory(temp.resolve("store"));
        store(root);

        int exit = Program.run(List.of("env", LITTLE_MEMORY), AllOrphansTest.class, root.toString(), threads);

        assertThat(exit).isZero();
        assertThat(Trees.filesIn(root)).isEmpty();
    }

    private static void store(Path root) throws IOException {
        for (int i = 0; i < MILLION; i++) {
            Path folder = root.resolve("day-" + i / A_FOLDER);
            if (i % A_FOLDER == 0) {
                directory(folder);
            }
            Files.createFile(folder.resolve("upload-" + i + ".bin"));
        }
    }
}
