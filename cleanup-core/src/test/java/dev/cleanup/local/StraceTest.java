package dev.cleanup.local;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a real process at each system call of a removal that changes something, by {@code strace}; and looks at the calls
 * themselves: a deletion names one component relative to an open directory, a rehearsal changes nothing.
 */
@Tag("thorough")
@Timeout(900)
class StraceTest {

    private static final List<String> MUTATING = List.of(
            "mkdir",
            "mkdirat",
            "rename",
            "renameat",
            "unlink",
            "unlinkat",
            "rmdir",
            "link",
            "linkat",
            "ftruncate",
            "fsync",
            "write",
            "pwrite64");

    @TempDir
    private Path temp;

    @BeforeEach
    void straceIsThere() {
        assumeThat(SurroundingsTest.runs("strace", "-f", "-qq", "-o", "/dev/null", "true"))
                .as("strace may trace")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallKillsItTheNextRunFindsEverything(Deed deed) throws Exception {
        int killed = 0;
        for (String call : MUTATING) {
            int exit = -1;
            for (int n = 1; exit != 0; n++) {
                Path root = store();
                deed.prepare(LocalDirectory.at(root));
                exit = run(deed, root, "-e", "trace=" + call, "-e", "inject=" + call + ":signal=KILL:when=" + n);
                killed += exit == 0 ? 0 : 1;
                CrashTest.recoverAndCheck(deed, root);
            }
        }
        assertThat(killed).isGreaterThan(5);
    }

    @Test
    void whatIsDeletedIsOneComponentInAnOpenDirectory() throws Exception {
        Path root = store();
        Path log = temp.resolve("log");

        int exit =
                run(Deed.REMOVE, root, "-e", "trace=unlink,unlinkat,rmdir,rename,renameat,renameat2", "-o", log + "");

        assertThat(exit).isZero();
        List<String> calls = Files.readAllLines(log).stream()
                .filter(line -> line.contains("("))
                .toList();
        assertThat(calls)
                .hasSizeGreaterThan(6)
                .allSatisfy(call -> assertThat(call)
                        .contains("at(")
                        .doesNotContain("AT_FDCWD")
                        .doesNotContainPattern("\"[^\"]*/"));
    }

    private Path store() throws IOException {
        return files(directory(Files.createTempDirectory(temp, "store")), Deed.FILES);
    }

    private static int run(Deed deed, Path root, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq"));
        if (!List.of(options).contains("-o")) {
            command.addAll(List.of("-o", "/dev/null"));
        }
        command.addAll(List.of(options));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Deed.class.getName(),
                deed.name(),
                root.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        assertThat(exit).as(said).isIn(0, 128 + 9, 9);
        return exit;
    }

    private static String classPath() {
        return Stream.of(Deed.class, LocalDirectory.class, FileKey.class)
                .map(type -> Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString())))
                .map(Path::toString)
                .collect(Collectors.joining(":"));
    }
}
