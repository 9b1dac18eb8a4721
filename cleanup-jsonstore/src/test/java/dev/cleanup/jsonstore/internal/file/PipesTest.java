package dev.cleanup.jsonstore.internal.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.jsonstore.Found;
import dev.cleanup.jsonstore.JsonFileLock;
import dev.cleanup.jsonstore.JsonLinesHistory;
import dev.cleanup.jsonstore.JsonRecords;
import dev.cleanup.policy.Policies;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Pipes in the place of files: whoever opens one waits for its other end, for ever. */
class PipesTest {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int OPENINGS = 3_000;

    @TempDir
    private Path folder;

    private Path tokens;

    @BeforeEach
    void aTokenFile() throws IOException {
        tokens = folder.resolve("tokens.json");
        Files.writeString(tokens, "{\"a\": {\"expires\": \"2020-01-01T00:00:00Z\", \"file\": \"a\"}}");
    }

    @Test
    void aPipeInPlaceOfTheMarksHangsNobody() {
        pipe("tokens.json.cleanup-marks");

        assertEnds(() -> assertThatThrownBy(this::find).hasMessageContaining("something else than a regular file"));
        assertEnds(() -> lock().hold().close());
    }

    @Test
    void aPipeInPlaceOfTheLockHangsNobody() {
        pipe("tokens.json.cleanup-lock");

        assertEnds(() -> assertThatThrownBy(this::find).hasMessageContaining("something else than a regular file"));
    }

    @Test
    void aPipeInPlaceOfTheFileHangsNobody() throws IOException {
        Files.delete(tokens);
        pipe("tokens.json");

        assertEnds(() -> assertThatThrownBy(this::find).hasMessageContaining("it is no regular file"));
    }

    @Test
    void aPipeInPlaceOfAHistoryHangsNobody() {
        Path history = pipe("runs.jsonl");

        assertEnds(() -> assertThatThrownBy(() ->
                        JsonLinesHistory.in(history, HistoryRetention.newest(9)).entries(HistoryQuery.newest(1)))
                .hasMessageContaining("something else than a regular file"));
    }

    @Test
    void aFileThatBecomesAPipeWhileItIsOpenedHangsNobody() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path plain = Files.writeString(folder.resolve("plain"), "text");
        Path pipe = pipe("pipe");
        AtomicBoolean done = new AtomicBoolean();
        Thread attacker = new Thread(() -> alternate(open.resolve("f"), plain, pipe, done));
        attacker.start();
        try {
            assertEnds(() -> {
                for (int i = 0; i < OPENINGS; i++) {
                    open(open.resolve("f"));
                }
            });
        } finally {
            done.set(true);
            attacker.join();
        }
    }

    private static void open(Path file) {
        try (FileChannel channel = RegularFile.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            channel.size();
        } catch (IOException exchanged) {
            return;
        }
    }

    private static void alternate(Path name, Path one, Path other, AtomicBoolean done) {
        try {
            while (!done.get()) {
                Files.move(one, name, ATOMIC_MOVE);
                Files.move(name, one, ATOMIC_MOVE);
                Files.move(other, name, ATOMIC_MOVE);
                Files.move(name, other, ATOMIC_MOVE);
            }
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    private static void assertEnds(Executable work) {
        assertTimeoutPreemptively(BOUND, work);
    }

    private JsonFileLock lock() {
        return JsonFileLock.beside(tokens).waiting(Duration.ofSeconds(1));
    }

    private void find() {
        JsonRecords.in(tokens)
                .objectById()
                .expires("/expires")
                .file("/file")
                .lockedBy(lock())
                .find(Policies.expired(), Instant.parse("2026-01-01T00:00:00Z"), new Found());
    }

    private Path pipe(String name) {
        Path path = folder.resolve(name);
        try {
            Process process = new ProcessBuilder("mkfifo", path.toString()).start();
            assumeThat(process.waitFor()).as("mkfifo").isZero();
        } catch (IOException | InterruptedException missing) {
            assumeThat(missing).as("mkfifo").isNull();
        }
        return path;
    }
}
