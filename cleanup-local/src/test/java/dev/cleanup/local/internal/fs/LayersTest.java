package dev.cleanup.local.internal.fs;

import static dev.cleanup.local.Deed.NOTE;
import static dev.cleanup.local.Found.removing;
import static dev.cleanup.local.Found.theFile;
import static dev.cleanup.local.Trees.content;
import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.Trees.filesIn;
import static dev.cleanup.local.internal.fs.RemoveTest.assertUnknown;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.LINK;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.RENAME;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.UNLINK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.Directories;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.Trees;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes its identity when it is first moved or linked, as one of a lower layer does. */
@Tag("fast")
class LayersTest {

    @TempDir
    private Path temp;

    private Path root;
    private final ScriptedCalls calls = new ScriptedCalls();
    private Layers layers = new Layers();
    private LocalDirectory storage;

    @BeforeEach
    void makeRoot() throws IOException {
        makeStore("store");
        storage = over(calls);
    }

    private void makeStore(String name) throws IOException {
        root = files(directory(temp.toRealPath().resolve(name)), "d/a", "d/b");
        layers = new Layers();
        layers.lower(root.resolve("d/a"));
    }

    private LocalDirectory over(FileSystemCalls real) {
        return Directories.over(root, layers.over(real));
    }

    private void assertTheFileHasOneName() throws IOException {
        assertThat(filesIn(root)).containsExactly("d/a", "d/b");
        assertThat(content(root.resolve("d/a"))).isEqualTo("d/a");
        assertThat(Files.getAttribute(root.resolve("d/a"), "unix:nlink")).isEqualTo(1);
    }

    @Test
    void theSimulationChangesTheIdentityAtTheFirstMoveAlone() {
        StoredFile lower = theFile(storage, "d/a");
        removing(storage, lower);
        StoredFile upper = theFile(storage, "d/a");

        assertThat(upper.identity()).isNotEqualTo(lower.identity());
        assertThat(theFile(storage, "d/a")).isEqualTo(upper);
    }

    @Test
    void itGoesBackUnderOneNameAndALaterRunRemovesIt() throws IOException {
        Outcome first = removing(storage, theFile(storage, "d/a"));

        RemoveTest.assertKept(first, "another file than was seen");
        assertTheFileHasOneName();
        assertThat(Trees.batchesIn(root)).isEmpty();
        assertThat(removing(storage, theFile(storage, "d/a"))).isEqualTo(new Outcome.Deleted());
    }

    @Test
    void itIsSetAsideByALaterRunAndPutBack() throws IOException {
        setAside();
        assertTheFileHasOneName();

        setAside();
        List<QuarantinedFile> aside = aside();
        assertThat(aside).hasSize(1);
        List<Outcome> outcomes = new ArrayList<>();
        storage.restore(aside, (file, outcome) -> outcomes.add(outcome));

        assertThat(outcomes).containsExactly(new Outcome.Restored());
        assertTheFileHasOneName();
    }

    private void setAside() {
        storage.quarantine(Map.of(theFile(storage, "d/a"), NOTE), (file, outcome) -> {});
    }

    private List<QuarantinedFile> aside() {
        List<QuarantinedFile> aside = new ArrayList<>();
        storage.quarantined(aside::add);
        return aside;
    }

    @Test
    void recoverySeesBothNamesAsOneFile() throws IOException {
        calls.failing(UNLINK, 2, new IOException("killed"));
        removing(storage, theFile(storage, "d/a"));
        assertThat(filesIn(root)).as("two names").hasSize(3);

        storage.recover(Instant.EPOCH);

        assertTheFileHasOneName();
        assertThat(Trees.batchesIn(root)).isEmpty();
    }

    /** The other file has two names, as a file has whose way back was begun. */
    @Test
    void anotherFileWithTwoNamesIsNotTakenForIt() throws IOException {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(LINK, 1, () -> {
            Files.createLink(temp.resolve("backup"), file(root.resolve("d/a"), "new"));
        });

        assertUnknown(removing(storage, seen), "could not go back", root + "/.cleanup/");

        storage.recover(Instant.EPOCH);
        assertThat(content(root.resolve("d/a"))).isEqualTo("new");
        assertThat(filesIn(root.resolve(".cleanup")))
                .singleElement()
                .satisfies(name -> assertThat(content(root.resolve(".cleanup").resolve(name)))
                        .isEqualTo("d/a"));
    }

    @Test
    void aFileThatIsReplacedRightBeforeItsMoveGoesBack() throws IOException {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(RENAME, 1, () -> {
            Path upload = file(temp.resolve("upload"), "new");
            layers.lower(upload);
            Files.move(upload, root.resolve("d/a"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        });

        assertThat(removing(storage, seen)).isInstanceOf(Outcome.Kept.class);

        assertThat(filesIn(root)).containsExactly("d/a", "d/b");
        assertThat(content(root.resolve("d/a"))).isEqualTo("new");
    }

    @Test
    void aProcessKilledAtAnyChangeLosesNothingAndLeavesOneName() throws IOException {
        int changes = changesOfARemoval();
        assertThat(changes).as("changes").isGreaterThan(5);
        for (int change = 1; change <= changes; change++) {
            assertNothingIsLostBy("before" + change, KilledCalls.before(change));
            assertNothingIsLostBy("after" + change, KilledCalls.after(change));
        }
    }

    private int changesOfARemoval() throws IOException {
        makeStore("counted");
        KilledCalls never = KilledCalls.never();
        removeThroughout(never);
        return never.made();
    }

    private void assertNothingIsLostBy(String name, KilledCalls killed) throws IOException {
        makeStore(name);
        removeThroughout(killed);
        over(new SecureDirectoryCalls()).recover(Instant.EPOCH);
        assertTheFileHasOneName();
    }

    private void removeThroughout(KilledCalls killed) throws IOException {
        LocalDirectory dying = over(killed.calls());
        KilledCalls.run(() -> removing(dying, theFile(dying, "d/a")));
    }
}
