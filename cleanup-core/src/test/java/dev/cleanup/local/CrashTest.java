package dev.cleanup.local;

import static dev.cleanup.local.Found.theFile;
import static dev.cleanup.local.Found.theFiles;
import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.storage.AsideFile;
import dev.cleanup.storage.AsideNote;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the process before and after each operation that changes something: the next one finds everything. */
@Tag("fast")
class CrashTest {

    private static final String[] PLANNED = {"a", "d/b", "d/e/c"};
    private static final AsideNote NOTE =
            new AsideNote("media", "run-1", "orphans", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Set.of("o"));
    private static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");

    @TempDir
    private Path temp;

    /** What a process is at when it is killed. */
    enum Deed {
        REMOVE {
            @Override
            void on(LocalDirectory storage) {
                storage.remove(theFiles(storage, PLANNED), (file, outcome) -> {});
            }
        },
        REMOVE_AGAIN {
            @Override
            void prepare(LocalDirectory storage) {
                storage.remove(theFiles(storage, "earlier"), (file, outcome) -> {});
            }

            @Override
            void on(LocalDirectory storage) {
                REMOVE.on(storage);
            }
        },
        SET_ASIDE {
            @Override
            void on(LocalDirectory storage) {
                setAside(storage, PLANNED);
            }
        },
        PUT_BACK {
            @Override
            void prepare(LocalDirectory storage) {
                setAside(storage, PLANNED);
            }

            @Override
            void on(LocalDirectory storage) {
                storage.putBack(aside(storage), (file, outcome) -> {});
            }
        },
        PURGE {
            @Override
            void prepare(LocalDirectory storage) {
                setAside(storage, PLANNED);
            }

            @Override
            void on(LocalDirectory storage) {
                storage.purge(aside(storage), (file, outcome) -> {});
            }
        };

        void prepare(LocalDirectory storage) {}

        abstract void on(LocalDirectory storage);

        boolean mayDelete() {
            return this != SET_ASIDE && this != PUT_BACK;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereverItIsKilledTheNextRunFindsEverything(Deed deed) throws IOException {
        int operations = operationsOf(deed);
        assertThat(operations).isGreaterThan(8);
        for (int n = 1; n <= operations; n++) {
            for (KilledCalls killed : List.of(KilledCalls.before(n), KilledCalls.after(n))) {
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
        return files(directory(Files.createTempDirectory(temp, "store")), "a", "d/b", "d/e/c", "d/other", "earlier");
    }

    private static void killedAt(Deed deed, Path root, KilledCalls killed) throws IOException {
        deed.prepare(LocalDirectory.at(root));
        LocalDirectory storage = LocalDirectory.at(root, killed.calls());
        KilledCalls.run(() -> deed.on(storage));
    }

    private static void recoverAndCheck(Deed deed, Path root) throws IOException {
        LocalDirectory.at(root).recover(NOW);
        LocalDirectory storage = LocalDirectory.at(root);
        Map<String, Integer> found = copiesIn(root, storage);

        assertThat(found.keySet()).contains("d/other").isSubsetOf("a", "d/b", "d/e/c", "d/other", "earlier");
        if (!deed.mayDelete()) {
            assertThat(found.keySet()).contains(PLANNED);
        }
        assertThat(found.values()).as("each file is at one place").containsOnly(1);
        assertThat(storage.notes()).isEmpty();
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
        for (AsideFile file : aside(storage)) {
            assertThat(file.note()).isEqualTo(NOTE);
            assertThat(Trees.content(root.resolve(".cleanup").resolve(file.id())))
                    .isEqualTo(file.file().key().path());
            copies.merge(file.file().key().path(), 1, Integer::sum);
        }
        return copies;
    }

    private static void setAside(LocalDirectory storage, String... keys) {
        Map<StoredFile, AsideNote> batch = new LinkedHashMap<>();
        for (String key : keys) {
            batch.put(theFile(storage, key), NOTE);
        }
        storage.setAside(batch, (file, outcome) -> {});
    }

    private static List<AsideFile> aside(LocalDirectory storage) {
        List<AsideFile> aside = new ArrayList<>();
        storage.aside(aside::add);
        return aside;
    }
}
