package dev.cleanup.local;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.internal.fs.KilledCalls;
import dev.cleanup.storage.QuarantinedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the process before, during and after each operation that changes something: the next one finds everything. */
@Tag("fast")
class CrashTest {

    private static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource
    void whereverItIsKilledTheNextRunFindsEverything(Deed deed) throws IOException {
        int operations = operationsOf(deed);
        assertThat(operations).isGreaterThan(8);
        for (int n = 1; n <= operations; n++) {
            for (KilledCalls killed : List.of(KilledCalls.during(n), KilledCalls.after(n))) {
                Path root = store();
                killedAt(deed, root, killed);
                recoverAndCheck(deed, root);
            }
        }
    }

    /** Recovery itself is killed at each of its operations; the one after that ends it. */
    @ParameterizedTest
    @EnumSource
    void recoveryThatIsKilledIsFinishedByTheNext(Deed deed) throws IOException {
        int operations = operationsOf(deed);
        for (int n = 2; n <= operations; n += 5) {
            int made = Integer.MAX_VALUE;
            for (int m = 1; m <= made; m++) {
                Path root = store();
                killedAt(deed, root, KilledCalls.after(n));
                KilledCalls dying = KilledCalls.before(m);
                KilledCalls.run(() -> LocalDirectory.at(root, dying.calls()).recover(NOW));
                made = dying.made() < m ? 0 : made;
                recoverAndCheck(deed, root);
            }
        }
    }

    private int operationsOf(Deed deed) throws IOException {
        KilledCalls calls = KilledCalls.never();
        killedAt(deed, store(), calls);
        return calls.made();
    }

    private Path store() throws IOException {
        return files(directory(Files.createTempDirectory(temp, "store")), Deed.FILES);
    }

    private static void killedAt(Deed deed, Path root, KilledCalls killed) throws IOException {
        deed.prepare(LocalDirectory.at(root));
        LocalDirectory storage = LocalDirectory.at(root, killed.calls());
        KilledCalls.run(() -> deed.on(storage));
    }

    static void recoverAndCheck(Deed deed, Path root) throws IOException {
        LocalDirectory.at(root).recover(NOW);
        LocalDirectory storage = LocalDirectory.at(root);
        Map<String, Integer> found = copiesIn(root, storage);

        assertThat(found.keySet()).contains("d/other").isSubsetOf(Deed.FILES);
        if (!deed.mayDelete()) {
            assertThat(found.keySet()).contains(Deed.PLANNED);
        }
        assertThat(found.values()).as("each file is at one place").containsOnly(1);
        assertThat(storage.limitations()).isEmpty();
        assertThat(storage.recover(NOW)).as("a second recovery").isEmpty();
        assertThat(Found.listing(storage).failures).isEmpty();
    }

    /** Where each file lies: at its place or properly aside; a file that is neither is not counted. */
    private static Map<String, Integer> copiesIn(Path root, LocalDirectory storage) {
        Map<String, Integer> copies = new TreeMap<>();
        for (String key : new TreeSet<>(Found.listing(storage).keys)) {
            assertThat(Trees.content(root.resolve(key))).isEqualTo(key);
            copies.merge(key, 1, Integer::sum);
        }
        for (QuarantinedFile file : Deed.aside(storage)) {
            assertThat(file.note()).isEqualTo(Deed.NOTE);
            assertThat(Trees.content(root.resolve(".cleanup").resolve(file.id())))
                    .isEqualTo(file.file().key().path());
            copies.merge(file.file().key().path(), 1, Integer::sum);
        }
        return copies;
    }
}
