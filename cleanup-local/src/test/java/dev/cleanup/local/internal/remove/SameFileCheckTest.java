package dev.cleanup.local.internal.remove;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.internal.StorageRoot;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.ExtendedStat;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.SecureDirectoryCalls;
import dev.cleanup.local.internal.fs.Stat;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two names with two numbers lead to one file only in a layered file system, and only if they share all that can be asked. */
@Tag("fast")
class SameFileCheckTest {

    private static final Instant TIME = Instant.EPOCH.plusSeconds(1);
    private static final Instant LATER = TIME.plusNanos(1);
    private static final ExtendedStat ONE = details(2, 3, TIME, TIME, TIME);

    @TempDir
    private Path temp;

    private Path root;
    private final FileSystemCalls real = new SecureDirectoryCalls();
    private final Map<String, ExtendedStat> answers = new HashMap<>();
    private boolean isLayered = true;

    @BeforeEach
    void makeRoot() throws IOException {
        root = files(directory(temp.toRealPath().resolve("store")), "one", "other");
        answers.put("one", ONE);
        answers.put("other", details(2, 3, TIME, TIME, TIME));
    }

    private static ExtendedStat details(int links, long size, Instant changed, Instant modified, Instant born) {
        return new ExtendedStat(new Stat(Stat.Kind.FILE, "", size, modified, born), changed, links);
    }

    private boolean leadToOneFile() throws IOException {
        FileSystemCalls calls = (FileSystemCalls) Proxy.newProxyInstance(
                FileSystemCalls.class.getClassLoader(),
                new Class<?>[] {FileSystemCalls.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isLayered" -> isLayered;
                    case "details" ->
                        Optional.ofNullable(
                                answers.get(((Path) arguments[0]).getFileName().toString()));
                    default -> method.invoke(real, arguments);
                });
        try (OpenDirectory folder = new StorageRoot(real, root).open()) {
            EntryName one = folder.name("one");
            return new SameFileCheck(calls, folder, one).areAlso(folder, folder.name("other"), folder.stat(one));
        }
    }

    @Test
    void twoNamesThatShareAllLeadToOneFile() throws IOException {
        assertThat(leadToOneFile()).isTrue();
    }

    static Stream<ExtendedStat> others() {
        return Stream.of(
                details(3, 3, TIME, TIME, TIME),
                details(2, 4, TIME, TIME, TIME),
                details(2, 3, LATER, TIME, TIME),
                details(2, 3, TIME, LATER, TIME),
                details(2, 3, TIME, TIME, LATER));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whateverDiffersMakesThemTwoFiles(ExtendedStat other) throws IOException {
        answers.put("other", other);

        assertThat(leadToOneFile()).isFalse();
    }

    @Test
    void whatHasOneNameIsNoSecondName() throws IOException {
        answers.replaceAll((name, both) -> details(1, 3, TIME, TIME, TIME));

        assertThat(leadToOneFile()).isFalse();
    }

    @Test
    void anUnansweredQuestionMakesThemTwoFiles() throws IOException {
        answers.remove("other");
        assertThat(leadToOneFile()).isFalse();

        answers.put("other", ONE);
        answers.remove("one");
        assertThat(leadToOneFile()).isFalse();
    }

    @Test
    void inOneLayerTheNumberDecides() throws IOException {
        isLayered = false;
        assertThat(leadToOneFile()).isFalse();

        Files.delete(root.resolve("other"));
        Files.createLink(root.resolve("other"), root.resolve("one"));
        assertThat(leadToOneFile()).isTrue();
    }

    @Test
    void aLinkIsNoSecondNameOfAFile() throws IOException {
        Files.delete(root.resolve("other"));
        Files.createSymbolicLink(root.resolve("other"), root.resolve("one"));

        assertThat(leadToOneFile()).isFalse();
    }
}
