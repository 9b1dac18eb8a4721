package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.LocalDirectory;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real directory of 100,000 files, of which 99 in 100 are referenced. */
class LargeDirectoryTest {

    private static final int FILES = 100_000;

    @TempDir
    private Path root;

    @BeforeEach
    void store() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Files.createFile(root.resolve(fileName(i)));
        }
    }

    private static String fileName(int i) {
        return (isOrphan(i) ? "orphan-" : "used-") + i + ".bin";
    }

    private static boolean isOrphan(int i) {
        return i % 100 == 0;
    }

    @Test
    void onlyTheCandidatesAreLookedUp() {
        CountedLookUps storage = new CountedLookUps(LocalDirectory.at(root));
        Cleanup cleanup = Cleanup.of("media", storage)
                .referencedBy(new Database())
                .task(orphans("orphans").olderThan(Duration.ofHours(24)))
                .clock(() -> Instant.now().plus(Duration.ofDays(2)))
                .build();

        CleanupReport report = cleanup.run();

        assertThat(storage.lookedUp())
                .hasSize(FILES / 100)
                .allMatch(key -> key.path().startsWith("orphan-"));
        assertThat(report.task("orphans").seen().listed()).isEqualTo(FILES);
        assertThat(report.files().deleted()).isEqualTo(FILES / 100);
        assertThat(root.toFile().list()).hasSize(FILES - FILES / 100 + 1).contains(".cleanup");
    }

    /** Names every file that is no orphan. */
    private static final class Database implements ReferenceSource {

        @Override
        public String name() {
            return "database";
        }

        @Override
        public void read(ReferenceSink sink) {
            for (int i = 0; i < FILES; i++) {
                if (!isOrphan(i)) {
                    sink.reference(FileKey.of(fileName(i)), new Owner("media", Integer.toString(i)));
                }
            }
        }
    }
}
