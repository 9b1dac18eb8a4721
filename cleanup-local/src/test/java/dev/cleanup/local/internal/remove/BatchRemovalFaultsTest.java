package dev.cleanup.local.internal.remove;

import static dev.cleanup.local.Found.removing;
import static dev.cleanup.local.Found.theFiles;
import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.Trees.filesIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.Directories;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.Trees;
import dev.cleanup.local.internal.fs.ScriptedCalls;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fails each single operation of a removal in turn: the outcomes are true whatever fails. */
@Tag("fast")
class BatchRemovalFaultsTest {

    /** The last ones are confirmed by a listing. */
    private static final String[] FILES = Stream.concat(
                    Stream.of("a", "b", "d/c", "d/e/f"),
                    IntStream.range(0, DirectoryRemoval.WORTH_LISTING).mapToObj(i -> "g/" + i))
            .toArray(String[]::new);

    @TempDir
    private Path temp;

    static List<IOException> faults() {
        return List.of(
                new AccessDeniedException("injected"),
                new IOException("injected"),
                new NoSuchFileException("injected"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void outcomesAreTrueWhicheverOperationFails(IOException fault) {
        int operations = operationsOfARemoval();
        assertThat(operations).isGreaterThan(40);
        for (int n = 1; n <= operations; n++) {
            ScriptedCalls calls = new ScriptedCalls();
            Path root = files(directory(temp.resolve(fault.getClass().getSimpleName() + n)), FILES);
            LocalDirectory storage = Directories.over(root, calls);
            List<StoredFile> seen = theFiles(storage, FILES);
            calls.failingAny(n, fault);

            removing(storage, seen).forEach((key, outcome) -> assertTrue(root, key, outcome));
        }
    }

    private int operationsOfARemoval() {
        ScriptedCalls calls = new ScriptedCalls();
        LocalDirectory storage = Directories.over(files(directory(temp.resolve("whole")), FILES), calls);
        List<StoredFile> seen = theFiles(storage, FILES);
        calls.forget();
        Map<String, Outcome> outcomes = removing(storage, seen);
        assertThat(outcomes.values()).hasSize(FILES.length).containsOnly(new Outcome.Deleted());
        return calls.made().size();
    }

    /** Only the removal whose confirmation failed may be unknown and yet done. */
    private static void assertTrue(Path root, String key, Outcome outcome) {
        boolean atItsPlace = Trees.exists(root.resolve(key));
        boolean aside = filesIn(root).stream().anyMatch(file -> isAside(root, file, key));
        if (outcome instanceof Outcome.Deleted) {
            assertThat(atItsPlace || aside).as("%s said to be deleted", key).isFalse();
        } else if (outcome instanceof Outcome.Unknown unknown) {
            assertThat(unknown.failure().message()).contains(root.resolve(key).toString(), root + "/.cleanup/");
        } else if (outcome instanceof Outcome.AlreadyGone) {
            assertThat(atItsPlace)
                    .as("%s said to be gone because a lie said so", key)
                    .isTrue();
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(atItsPlace)
                    .as("%s said to have failed: %s", key, outcome)
                    .isTrue();
        }
    }

    private static boolean isAside(Path root, String file, String key) {
        return file.startsWith(".cleanup/") && Trees.content(root.resolve(file)).equals(key);
    }
}
