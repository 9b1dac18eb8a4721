package dev.cleanup.local.internal.remove;

import static dev.cleanup.local.Found.removing;
import static dev.cleanup.local.Found.theFile;
import static dev.cleanup.local.Trees.content;
import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.Trees.filesIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.Directories;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.Program;
import dev.cleanup.local.Trees;
import dev.cleanup.local.internal.fs.KilledCalls;
import dev.cleanup.local.internal.fs.RemoveTest;
import dev.cleanup.local.internal.fs.ScriptedCalls;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier process left in the working directory. */
@Tag("fast")
class RecoverTest {

    private static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");
    private static final QuarantineNote NOTE =
            new QuarantineNote("media", "run-1", "orphans", NOW, NOW.plusSeconds(60), Set.of());

    @TempDir
    private Path temp;

    private Path root;
    private final ScriptedCalls calls = new ScriptedCalls();
    private LocalDirectory storage;

    @BeforeEach
    void makeRoot() {
        root = files(directory(temp.resolve("store")), "a", "d/b");
        storage = Directories.over(root, calls);
    }

    /** Leaves a file aside, as a process that is killed between its move and its removal does. */
    private Path interruptRemoval(String key) throws IOException {
        StoredFile seen = theFile(storage, key);
        Path[] aside = new Path[1];
        KilledCalls killed = KilledCalls.before(operationsUntilUnlink());
        KilledCalls.run(() -> Directories.over(root, killed.calls()).remove(List.of(seen), (file, outcome) -> {}));
        assertThat(Trees.exists(root.resolve(key))).isFalse();
        aside[0] = root.resolve(
                ".cleanup/" + filesIn(root.resolve(".cleanup")).iterator().next());
        return aside[0];
    }

    /** Write and unlink the probe, make two directories, reserve and write the journal, make the lock, lock, move. */
    private static int operationsUntilUnlink() {
        return 10;
    }

    private QuarantinedFile setAside(String key) {
        storage.quarantine(
                Map.of(theFile(storage, key), NOTE),
                (file, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Quarantined.class));
        return aside().stream()
                .filter(file -> file.file().key().path().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<QuarantinedFile> aside() {
        List<QuarantinedFile> aside = new ArrayList<>();
        storage.quarantined(aside::add);
        return aside;
    }

    private Path pathOf(QuarantinedFile file) {
        return root.resolve(".cleanup").resolve(file.id());
    }

    private Outcome puttingBack(QuarantinedFile file) {
        List<Outcome> outcomes = new ArrayList<>();
        storage.restore(List.of(file), (same, outcome) -> outcomes.add(outcome));
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private Outcome purging(QuarantinedFile file) {
        List<Outcome> outcomes = new ArrayList<>();
        storage.purge(List.of(file), (same, outcome) -> outcomes.add(outcome));
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    @Test
    void whereNothingWasEverRemovedNothingIsMade() {
        assertThat(storage.recover(NOW)).isEmpty();

        assertThat(calls.made()).doesNotContainAnyElementsOf(ScriptedCalls.MUTATING);
        assertThat(root.resolve(".cleanup")).doesNotExist();
    }

    @Test
    void anInterruptedRemovalIsUndone() throws IOException {
        interruptRemoval("d/b");
        assertThat(storage.limitations()).singleElement().asString().startsWith("1 file lies in ");

        assertThat(storage.recover(NOW)).containsExactly("d/b was put back: its removal had been interrupted.");

        assertThat(content(root.resolve("d/b"))).isEqualTo("d/b");
        assertThat(storage.limitations()).isEmpty();
        assertThat(Trees.batchesIn(root)).isEmpty();
        assertThat(storage.recover(NOW)).isEmpty();
    }

    @Test
    void aFileWhoseNameIsTakenStaysUntilItIsFree() throws IOException {
        Path aside = interruptRemoval("a");
        file(root.resolve("a"), "new");

        assertThat(storage.recover(NOW)).isEmpty();
        assertThat(content(root.resolve("a"))).isEqualTo("new");
        assertThat(content(aside)).isEqualTo("a");
        assertThat(storage.limitations()).singleElement().asString().startsWith("1 file lies in ");
        assertThat(aside()).isEmpty();

        Files.delete(root.resolve("a"));
        assertThat(storage.recover(NOW)).hasSize(1);
        assertThat(content(root.resolve("a"))).isEqualTo("a");
    }

    @Test
    void aFolderThatIsGoneIsMadeAgain() throws IOException {
        interruptRemoval("d/b");
        Files.delete(root.resolve("d"));

        assertThat(storage.recover(NOW)).hasSize(1);

        assertThat(content(root.resolve("d/b"))).isEqualTo("d/b");
    }

    @Test
    void nothingGoesBackThroughALink() throws IOException {
        Path aside = interruptRemoval("d/b");
        Path elsewhere = directory(temp.resolve("elsewhere"));
        Files.delete(root.resolve("d"));
        Files.createSymbolicLink(root.resolve("d"), elsewhere);

        assertThat(storage.recover(NOW)).isEmpty();

        assertThat(elsewhere).isEmptyDirectory();
        assertThat(aside).exists();
    }

    @Test
    void filesBehindADamagedJournalStayAndAreNoted() throws IOException {
        QuarantinedFile aside = setAside("a");
        Path journal = pathOf(aside).resolveSibling("journal");
        Files.writeString(journal, Files.readString(journal).replace("orphans", "0rphans"));

        assertThat(storage.recover(NOW)).isEmpty();

        assertThat(aside()).isEmpty();
        RemoveTest.assertFailed(purging(aside), "its journal is damaged", "left alone");
        RemoveTest.assertFailed(puttingBack(aside), "its journal is damaged", "left alone");
        assertThat(content(pathOf(aside))).isEqualTo("a");
        assertThat(storage.limitations()).singleElement().asString().startsWith("1 file lies in " + root);
    }

    @Test
    void filesThatNoJournalNamesStayAndAreNoted() {
        QuarantinedFile aside = setAside("a");
        file(pathOf(aside).resolveSibling("2"), "foreign");
        files(root, ".cleanup/notes.txt", ".cleanup/reserve/foreign");

        assertThat(storage.recover(NOW)).isEmpty();

        assertThat(aside()).containsExactly(aside);
        assertThat(filesIn(root.resolve(".cleanup"))).contains("notes.txt", "reserve/foreign", aside.id());
        assertThat(storage.limitations()).singleElement().asString().startsWith("3 files lie in ");
    }

    @Test
    void anotherFileInPlaceOfOneThatWasSetAsideGoesBack() throws IOException {
        QuarantinedFile aside = setAside("a");
        Files.delete(pathOf(aside));
        file(pathOf(aside), "caught");

        assertThat(aside()).isEmpty();
        RemoveTest.assertFailed(purging(aside), "not the file that was set aside");
        assertThat(storage.recover(NOW)).hasSize(1);
        assertThat(content(root.resolve("a"))).isEqualTo("caught");
    }

    @Test
    void aBatchThatIsWorkedOnIsLeftAlone() throws IOException {
        StoredFile seen = theFile(storage, "a");
        calls.before(
                ScriptedCalls.Call.RENAME,
                1,
                () -> assertThat(storage.recover(NOW)).isEmpty());

        assertThat(removing(storage, seen)).isEqualTo(new Outcome.Deleted());
    }

    @Test
    void aBatchOfAnotherProcessThatMayStillRunIsLeftAlone() throws IOException {
        Path aside = interruptRemoval("a");
        calls.failing(ScriptedCalls.Call.LOCK, 1, new IOException("no locks available"));

        assertThat(storage.recover(NOW)).isEmpty();

        assertThat(aside).exists();
    }

    @Test
    void aWorkingDirectoryThatOthersMayWriteIsNotTrusted() throws IOException {
        Path aside = interruptRemoval("a");
        Files.setPosixFilePermissions(root.resolve(".cleanup"), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(storage.recover(NOW))
                .singleElement()
                .asString()
                .contains("could not be put in order", "can be written by other users");
        assertThat(aside).exists();
    }

    @Test
    void filesAreRestoredIntoFoldersThatAreGone() throws IOException {
        QuarantinedFile aside = setAside("d/b");
        Files.delete(root.resolve("d"));

        assertThat(puttingBack(aside)).isEqualTo(new Outcome.Restored());

        assertThat(content(root.resolve("d/b"))).isEqualTo("d/b");
        assertThat(Trees.batchesIn(root)).isEmpty();
    }

    @Test
    void idsThatNameNoBatchAreGone() {
        QuarantinedFile aside = setAside("a");

        for (String id : List.of("x/1", "00000000-0000-0000-0000-000000000000/1", "reserve/1", aside.id() + "0")) {
            assertThat(purging(new QuarantinedFile(id, aside.file(), NOTE))).isEqualTo(new Outcome.AlreadyGone());
        }
        for (String id : List.of("", "1", "../1", "x/../a/1")) {
            assertThat(purging(new QuarantinedFile(id, aside.file(), NOTE)))
                    .as(id)
                    .isNotEqualTo(new Outcome.Deleted());
        }
        assertThat(aside()).containsExactly(aside);
    }

    @Test
    void aFileSystemThatLiesAboutAPurgeIsFoundOut() {
        QuarantinedFile aside = setAside("a");
        calls.lying(ScriptedCalls.Call.UNLINK, 2);

        RemoveTest.assertFailed(purging(aside), "still there");
        assertThat(aside()).containsExactly(aside);
    }

    @Test
    void withoutTheRootNothingAsideIsKnown() throws IOException {
        QuarantinedFile aside = setAside("a");
        Files.move(root, temp.resolve("moved"));

        org.assertj.core.api.Assertions.assertThatThrownBy(this::aside).isInstanceOf(StorageUnavailableException.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> storage.recover(NOW))
                .isInstanceOf(StorageUnavailableException.class);
        RemoveTest.assertFailed(purging(aside), "is missing");
    }

    @Test
    void whatLiesAsideIsUnknownWhereItCannotBeRead() {
        setAside("a");
        calls.failing(ScriptedCalls.Call.READ, 1, new IOException("input/output error"));

        org.assertj.core.api.Assertions.assertThatThrownBy(this::aside)
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("what lies aside in " + root.resolve(".cleanup"))
                .hasMessageContaining("input/output error")
                .hasMessageContaining("nothing there is restored or purged");
    }

    @Test
    void showingWhatLiesAsideChangesNothing() {
        setAside("a");
        calls.forget();

        assertThat(aside()).hasSize(1);
        assertThat(storage.limitations()).isEmpty();

        assertThat(calls.made()).doesNotContainAnyElementsOf(ScriptedCalls.MUTATING);
    }

    /** The numbers of devices change when a machine starts anew, or a volume is mounted again. */
    @Test
    void whatWasSetAsideStaysAsideThoughItsDeviceGotAnotherNumber() throws IOException {
        QuarantinedFile aside = setAside("a");
        Path journal = pathOf(aside).resolveSibling(Journal.FILE);
        String text = content(journal);
        String renumbered = text.substring(0, text.indexOf("end ")).replaceFirst("dev=[0-9a-f]+", "dev=beef");
        Files.writeString(journal, renumbered + JournalFormat.endLine(renumbered));

        assertThat(storage.recover(NOW)).isEmpty();

        QuarantinedFile after = aside().get(0);
        assertThat(after.file().identity())
                .contains("dev=beef")
                .isNotEqualTo(aside.file().identity());
        assertThat(puttingBack(after)).isEqualTo(new Outcome.Restored());
        assertThat(content(root.resolve("a"))).isEqualTo("a");
    }

    /** To close a locked file gives the lock away, whoever of this process holds it: so it must not even be opened. */
    @Test
    void aLookFromThisProcessGivesABatchInWorkToNoOther() {
        StoredFile seen = theFile(storage, "a");
        int probes = 1;
        calls.before(ScriptedCalls.Call.UNLINK, probes + 1, () -> {
            assertThat(LocalDirectory.at(root).recover(NOW)).isEmpty();
            assertThat(Program.run(List.of(), Recovering.class, root.toString()))
                    .isZero();
        });

        assertThat(removing(storage, seen)).isEqualTo(new Outcome.Deleted());
    }

    /** Between the making of a batch's folder and its lock, another process may take it for left behind and give it back. */
    @Test
    void aFolderThatAnotherMadeTheReserveBeforeItWasLockedIsNotWorkedIn() {
        calls.before(
                ScriptedCalls.Call.LOCK,
                1,
                () -> Files.move(
                        root.resolve(
                                ".cleanup/" + Trees.batchesIn(root).iterator().next()),
                        root.resolve(".cleanup/reserve")));

        QuarantinedFile aside = setAside("a");

        assertThat(content(pathOf(aside))).isEqualTo("a");
        assertThat(Trees.batchesIn(root)).containsExactly(aside.id().substring(0, 36));
        assertThat(storage.recover(NOW)).isEmpty();
        assertThat(aside()).containsExactly(aside);
    }

    /** It looks after the folder of a batch that is just being made. */
    @Test
    void aBatchGoesOnThoughAnotherProcessMadeItsLockFirst() {
        calls.before(
                ScriptedCalls.Call.WRITE,
                2,
                () -> Files.createFile(root.resolve(
                        ".cleanup/" + Trees.batchesIn(root).iterator().next() + "/lock")));

        assertThat(removing(storage, theFile(storage, "a"))).isEqualTo(new Outcome.Deleted());
    }

    /** The file that proves who we are looks like one that a process left when it died. */
    @Test
    void aProbeThatAnotherProcessRemovedIsMadeAgain() throws IOException {
        interruptRemoval("a");
        calls.before(
                ScriptedCalls.Call.ACCESS,
                2,
                () -> Files.delete(root.resolve(".cleanup")
                        .resolve(probesIn(root).iterator().next())));

        assertThat(storage.recover(NOW)).containsExactly("a was put back: its removal had been interrupted.");
    }

    private static Set<String> probesIn(Path root) {
        return Trees.batchesIn(root).stream()
                .filter(name -> name.startsWith("probe-"))
                .collect(Collectors.toSet());
    }

    /** Another process that puts in order what it finds. */
    static final class Recovering {
        private Recovering() {}

        public static void main(String[] arguments) {
            LocalDirectory.at(Path.of(arguments[0])).recover(NOW);
        }
    }

    @Test
    void roomForTheNextRemovalIsKeptBeforeThereWasAny() {
        storage.reserveSpace();

        assertThat(root.resolve(".cleanup/reserve/journal")).hasSize(Journal.SIZE);
        calls.forget();
        storage.reserveSpace();
        assertThat(calls.made()).doesNotContainAnyElementsOf(ScriptedCalls.MUTATING);
    }

    /** Some file systems are mounted on nothing but an empty directory. */
    @Test
    void nothingIsMadeInARootThatMayBeThePlaceOfADisk() {
        LocalDirectory empty = LocalDirectory.at(directory(temp.resolve("mnt")));

        empty.reserveSpace();

        assertThat(temp.resolve("mnt")).isEmptyDirectory();
    }
}
