package dev.cleanup.local;

import static dev.cleanup.local.Trees.directory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process of 64 MB and 64 descriptors lists and cleans a million files in one folder, and a hundred thousand folders. */
@Tag("thorough")
@Timeout(1800)
class LargeTreesTest {

    private static final int MILLION = 1_000_000;
    private static final int FOLDERS = 100_000;

    @TempDir
    private Path temp;

    /** Lists everything, and removes one file in a hundred. */
    public static void main(String[] args) {
        LocalDirectory storage = LocalDirectory.at(Path.of(args[0]));
        OneInAHundred sink = new OneInAHundred();
        storage.list(sink);
        List<StoredFile> found = new ArrayList<>();
        Found answers = new Found();
        storage.lookUp(sink.chosen, answers);
        found.addAll(answers.files.values());
        int[] removed = new int[1];
        for (int from = 0; from < found.size(); from += 100) {
            storage.remove(
                    found.subList(from, Math.min(found.size(), from + 100)),
                    (file, outcome) -> removed[0] += outcome instanceof dev.cleanup.outcome.Outcome.Deleted ? 1 : 0);
        }
        System.out.println("listed " + sink.listed + " removed " + removed[0]);
    }

    private static final class OneInAHundred implements ListingSink {

        private final List<FileKey> chosen = new ArrayList<>();
        private int listed;

        @Override
        public void key(FileKey key) {
            if (listed++ % 100 == 0) {
                chosen.add(key);
            }
        }

        @Override
        public void unusable(String shown, String why) {
            throw new AssertionError(shown + why);
        }

        @Override
        public void unreadable(String shown, Failure failure) {
            throw new AssertionError(shown + failure);
        }
    }

    @Test
    void aMillionFilesInOneFolder() throws Exception {
        Path root = directory(temp.resolve("store"));
        for (int i = 0; i < MILLION; i++) {
            Files.createFile(root.resolve("upload-" + i + ".bin"));
        }

        assertThat(cleaned(root)).isEqualTo("listed 1000000 removed 10000\n");
    }

    @Test
    void aHundredThousandFolders() throws Exception {
        Path root = directory(temp.resolve("store"));
        for (int i = 0; i < FOLDERS; i++) {
            Path folder = directory(root.resolve(i % 100 + "/" + i % 10_000 + "/" + i));
            Files.createFile(folder.resolve("a.bin"));
        }

        assertThat(cleaned(root)).isEqualTo("listed 100000 removed 1000\n");
    }

    private static String cleaned(Path root) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 64; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        classPath(),
                        LargeTreesTest.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String classPath() {
        return Stream.of(LargeTreesTest.class, LocalDirectory.class, FileKey.class, TempDir.class, Test.class)
                .map(type -> Path.of(java.net.URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(":"));
    }
}
