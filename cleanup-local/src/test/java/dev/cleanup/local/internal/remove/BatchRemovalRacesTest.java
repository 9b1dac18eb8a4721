package dev.cleanup.local.internal.remove;

import static dev.cleanup.local.Found.removing;
import static dev.cleanup.local.Found.theFile;
import static dev.cleanup.local.Found.theFiles;
import static dev.cleanup.local.Trees.content;
import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.Trees.filesIn;
import static dev.cleanup.local.internal.fs.RemoveTest.assertKept;
import static dev.cleanup.local.internal.fs.RemoveTest.assertUnknown;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.ACCESS;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.DETAILS;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.LINK;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.NAMES;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.OPEN;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.RENAME;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.STAT;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.UNLINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanup.local.Directories;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.Trees;
import dev.cleanup.local.internal.fs.RemoveTest;
import dev.cleanup.local.internal.fs.ScriptedCalls;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else acts at the worst moment. */
@Tag("fast")
class BatchRemovalRacesTest {

    @TempDir
    private Path temp;

    private Path root;
    private Path victim;
    private LocalDirectory storage;
    private final ScriptedCalls calls = new ScriptedCalls();

    @BeforeEach
    void makeRoot() {
        root = files(directory(temp.resolve("store")), "d/a", "d/b");
        victim = files(directory(temp.resolve("victim")), "a", "b");
        storage = Directories.over(root, calls);
    }

    private void swapFolderForLink() throws IOException {
        Files.move(root.resolve("d"), temp.resolve("aside"));
        Files.createSymbolicLink(root.resolve("d"), victim);
    }

    private void assertVictimUntouched() {
        assertThat(filesIn(victim)).containsExactly("a", "b");
    }

    @Test
    void aLinkInPlaceOfTheFolderIsNotFollowed() throws IOException {
        StoredFile seen = theFile(storage, "d/a");
        swapFolderForLink();

        assertKept(removing(storage, seen), "'d' is a symbolic link");
        assertVictimUntouched();
    }

    @Test
    void aLinkThatReplacesTheFolderWhileItIsOpenedIsNotFollowed() throws IOException {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(OPEN, root.toRealPath().getNameCount() + 1, this::swapFolderForLink);

        assertKept(removing(storage, seen), "replaced while it was being opened");
        assertVictimUntouched();
        assertThat(filesIn(temp.resolve("aside"))).containsExactly("a", "b");
    }

    @Test
    void aFolderMovedAwayAfterItWasOpenedKeepsItsFiles() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(STAT, root.getNameCount() + 2, this::swapFolderForLink);

        assertKept(removing(storage, seen), "its folder was moved away or replaced");
        assertVictimUntouched();
        assertThat(filesIn(temp.resolve("aside"))).containsExactly("a", "b");
    }

    @Test
    void aFolderExchangedForAnotherAfterItWasOpenedKeepsItsFiles() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(STAT, root.getNameCount() + 2, () -> {
            Files.move(root.resolve("d"), temp.resolve("aside"));
            files(root, "d/other");
        });

        assertKept(removing(storage, seen), "its folder was moved away or replaced");
        assertThat(filesIn(temp.resolve("aside"))).containsExactly("a", "b");
    }

    /** So that its path goes on leading to its files. */
    private void moveFolderAwayBehindALinkToIt() throws IOException {
        Files.move(root.resolve("d"), temp.resolve("aside"));
        Files.createSymbolicLink(root.resolve("d"), temp.resolve("aside"));
    }

    @Test
    void aFolderMovedAwayBehindALinkToItKeepsItsFiles() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(STAT, root.getNameCount() + 2, this::moveFolderAwayBehindALinkToIt);

        assertKept(removing(storage, seen), "its folder was moved away or replaced");
        assertThat(filesIn(temp.resolve("aside"))).containsExactly("a", "b");
    }

    @Test
    void aFolderAboveTheirsMovedAwayBehindALinkToItKeepsItsFiles() {
        files(root, "d/e/f/a");
        StoredFile seen = theFile(storage, "d/e/f/a");
        calls.before(STAT, root.getNameCount() + 4, this::moveFolderAwayBehindALinkToIt);

        assertKept(removing(storage, seen), "its folder was moved away or replaced");
        assertThat(filesIn(temp.resolve("aside"))).containsExactly("a", "b", "e/f/a");
    }

    @Test
    void aFolderSwappedForALinkRightBeforeTheLookKeepsItsFiles() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(DETAILS, 1, this::swapFolderForLink);

        assertKept(removing(storage, seen), "its folder was moved away or replaced");
        assertVictimUntouched();
        assertThat(filesIn(temp.resolve("aside"))).containsExactly("a", "b");
    }

    @Test
    void aFolderMovedAwayRightBeforeTheLookKeepsItsFiles() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(DETAILS, 1, () -> Files.move(root.resolve("d"), temp.resolve("aside")));

        RemoveTest.assertFailed(
                removing(storage, seen), root.resolve("d/a").toString(), "its path does not lead to it");
        assertThat(filesIn(temp.resolve("aside"))).containsExactly("a", "b");
    }

    @Test
    void aFolderIsLookedAtAgainAfterSomeOfItsFiles() {
        String[] many = IntStream.range(0, 2 * DirectoryRemoval.TOGETHER)
                .mapToObj(i -> "d/f" + i)
                .toArray(String[]::new);
        List<StoredFile> seen = theFiles(LocalDirectory.at(files(root, many)), many);
        calls.before(RENAME, DirectoryRemoval.TOGETHER / 2, this::moveFolderAwayBehindALinkToIt);

        Map<String, Outcome> outcomes = removing(storage, seen);

        assertThat(outcomes.values())
                .filteredOn(outcome -> outcome instanceof Outcome.Unknown)
                .hasSize(DirectoryRemoval.TOGETHER)
                .allSatisfy(outcome -> assertUnknown(outcome, "its folder was moved away or replaced"));
        assertThat(outcomes.values())
                .filteredOn(outcome -> outcome instanceof Outcome.Kept)
                .hasSize(DirectoryRemoval.TOGETHER);
        assertThat(filesIn(temp.resolve("aside"))).hasSize(2 + DirectoryRemoval.TOGETHER);
    }

    @Test
    void whereThePathShowsAnotherBirthTheOpenFolderDecides() throws IOException {
        List<StoredFile> seen = theFiles(storage, "d/a", "d/b");
        Files.createLink(temp.resolve("backup"), root.resolve("d/b"));
        calls.withOtherBirthsByPath();

        Map<String, Outcome> outcomes = removing(storage, seen);

        assertThat(outcomes.get("d/a")).isEqualTo(new Outcome.Deleted());
        assertKept(outcomes.get("d/b"), "2 hard links");
    }

    @Test
    void whatIsGoneIsToldAlsoWhereAnErrorEndsTheRest() {
        String[] many = IntStream.range(0, 2 * DirectoryRemoval.TOGETHER)
                .mapToObj(i -> "d/f" + i)
                .toArray(String[]::new);
        List<StoredFile> seen = theFiles(LocalDirectory.at(files(root, many)), many);
        calls.before(RENAME, DirectoryRemoval.TOGETHER + 5, () -> {
            throw new StackOverflowError();
        });
        Map<StoredFile, Outcome> outcomes = new HashMap<>();

        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> storage.remove(seen, outcomes::put));

        assertThat(outcomes.values()).hasSize(DirectoryRemoval.TOGETHER).containsOnly(new Outcome.Deleted());
    }

    @Test
    void aFolderSwappedRightBeforeTheMoveLosesNothing() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(RENAME, 1, this::swapFolderForLink);

        assertUnknown(removing(storage, seen), "its folder was moved away or replaced", root + "/.cleanup/", "by hand");

        assertVictimUntouched();
        assertThat(filesIn(temp.resolve("aside"))).containsExactly("b");
        assertThat(contentOfTheOneAside()).isEqualTo("d/a");
    }

    private String contentOfTheOneAside() {
        Set<String> aside = filesIn(root.resolve(".cleanup"));
        assertThat(aside).hasSize(1);
        return content(root.resolve(".cleanup").resolve(aside.iterator().next()));
    }

    private void publish(String content) throws IOException {
        Path upload = file(temp.resolve("upload"), content);
        Files.move(upload, root.resolve("d/a"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aFilePublishedRightBeforeTheMoveGoesBack() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(RENAME, 1, () -> publish("new"));

        assertKept(removing(storage, seen), "the name was taken a moment before: another file than was seen");

        assertThat(content(root.resolve("d/a"))).isEqualTo("new");
        assertThat(filesIn(root)).containsExactly("d/a", "d/b");
    }

    @Test
    void aFilePublishedRightBeforeTheMoveStaysAsideWhereTheNameIsTakenAgain() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(RENAME, 1, () -> publish("new")).before(LINK, 1, () -> publish("newest"));

        assertUnknown(removing(storage, seen), "could not go back", "FileAlreadyExistsException", root + "/.cleanup/");

        assertThat(content(root.resolve("d/a"))).isEqualTo("newest");
        assertThat(contentOfTheOneAside()).isEqualTo("new");
        assertThat(storage.limitations()).singleElement().asString().startsWith("1 file lies in ");
    }

    @Test
    void aFileStaysAsideWhereItsFolderIsSwappedBeforeItGoesBack() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(RENAME, 1, () -> {
            publish("new");
            swapFolderForLink();
        });

        assertUnknown(removing(storage, seen), "its folder was moved away or replaced");
        assertVictimUntouched();
        assertThat(contentOfTheOneAside()).isEqualTo("new");
    }

    @Test
    void aFileStaysAsideWhereTheRootIsSwappedBeforeItGoesBack() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(RENAME, 1, () -> {
            publish("new");
            Files.move(root, temp.resolve("old"));
            directory(root.resolve("d"));
        });

        assertUnknown(removing(storage, seen), "its folder was moved away or replaced");
        assertThat(filesIn(root)).isEmpty();
        assertThat(filesIn(temp.resolve("old/.cleanup"))).hasSize(1);
    }

    @Test
    void aFileOnItsWayBackGoesIntoTheOpenFolderWhateverItsPathLeadsTo() {
        StoredFile seen = theFile(storage, "d/a");
        Path empty = directory(temp.resolve("empty"));
        calls.before(RENAME, 1, () -> publish("new")).before(LINK, 1, () -> {
            Files.move(root.resolve("d"), temp.resolve("aside"));
            Files.createSymbolicLink(root.resolve("d"), empty);
        });

        assertThat(removing(storage, seen)).isInstanceOf(Outcome.Kept.class);
        assertThat(filesIn(empty)).isEmpty();
        assertThat(content(temp.resolve("aside/a"))).isEqualTo("new");
    }

    @Test
    void aFolderThatTookTheNameRightBeforeTheMoveGoesBackWithAllItHolds() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(RENAME, 1, () -> {
            Files.delete(root.resolve("d/a"));
            files(root, "d/a/precious");
        });

        assertKept(removing(storage, seen), "now a folder");
        assertThat(filesIn(root)).containsExactly("d/a/precious", "d/b");
    }

    @Test
    void aLinkThatTookTheNameRightBeforeTheMoveGoesBack() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(RENAME, 1, () -> {
            Files.delete(root.resolve("d/a"));
            Files.createSymbolicLink(root.resolve("d/a"), victim.resolve("a"));
        });

        assertKept(removing(storage, seen), "now a symbolic link");
        assertThat(root.resolve("d/a")).isSymbolicLink();
        assertVictimUntouched();
    }

    @Test
    void aFileRemovedByAnotherRightBeforeTheMoveIsGone() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(RENAME, 1, () -> Files.delete(root.resolve("d/a")));

        assertThat(removing(storage, seen)).isEqualTo(new Outcome.AlreadyGone());
    }

    @Test
    void aFilePublishedWhileTheOldOneLiesAsideIsNotTouched() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(UNLINK, 2, () -> publish("new"));

        assertThat(removing(storage, seen)).isEqualTo(new Outcome.Deleted());
        assertThat(content(root.resolve("d/a"))).isEqualTo("new");
    }

    @Test
    void aFileTakenFromAsideByAnotherIsUnknown() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(UNLINK, 2, () -> {
            Path aside = root.resolve(".cleanup");
            Files.move(aside.resolve(filesIn(aside).iterator().next()), temp.resolve("rescued"));
        });

        assertUnknown(removing(storage, seen), "somebody else took it from there", "NoSuchFileException");
        assertThat(content(temp.resolve("rescued"))).isEqualTo("d/a");
    }

    @Test
    void aRemovalWhoseAnswerGotLostIsConfirmed() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(UNLINK, 2, () -> {
            Path aside = root.resolve(".cleanup");
            Files.delete(aside.resolve(filesIn(aside).iterator().next()));
            throw new IOException("timed out");
        });

        assertThat(removing(storage, seen)).isEqualTo(new Outcome.Deleted());
    }

    private List<StoredFile> asManyAsAreWorthAListing() {
        String[] many = IntStream.range(0, DirectoryRemoval.WORTH_LISTING)
                .mapToObj(i -> "d/f" + i)
                .toArray(String[]::new);
        return theFiles(LocalDirectory.at(files(root, many)), many);
    }

    @Test
    void ofManyFilesTheOneThatIsStillThereIsFoundOut() {
        List<StoredFile> seen = asManyAsAreWorthAListing();
        calls.lying(UNLINK, 1 + seen.size());

        Map<String, Outcome> outcomes = removing(storage, seen);

        String last = seen.get(seen.size() - 1).key().path();
        RemoveTest.assertFailed(outcomes.remove(last), "reported its removal, and it is still there");
        assertThat(outcomes.values()).containsOnly(new Outcome.Deleted());
        assertThat(filesIn(root)).containsExactly("d/a", "d/b", last);
    }

    @Test
    void whereTheyCannotBeListedEachOfManyFilesIsLookedFor() {
        List<StoredFile> seen = asManyAsAreWorthAListing();
        calls.lying(UNLINK, 2).failing(NAMES, 1, new IOException("input/output error"));

        Map<String, Outcome> outcomes = removing(storage, seen);

        RemoveTest.assertFailed(
                outcomes.remove(seen.get(0).key().path()), "reported its removal, and it is still there");
        assertThat(outcomes.values()).containsOnly(new Outcome.Deleted());
    }

    @Test
    void aListingOfAnotherFolderConfirmsNothing() {
        List<StoredFile> seen = asManyAsAreWorthAListing();
        calls.lying(UNLINK, 2).before(UNLINK, 1 + seen.size(), () -> {
            Path batch = root.resolve(".cleanup")
                    .resolve(Trees.batchesIn(root).iterator().next());
            Files.move(batch, temp.resolve("batch"));
            directory(batch);
        });

        Map<String, Outcome> outcomes = removing(storage, seen);

        RemoveTest.assertFailed(
                outcomes.remove(seen.get(0).key().path()), "reported its removal, and it is still there");
        assertThat(outcomes.values()).containsOnly(new Outcome.Deleted());
        assertThat(content(root.resolve("d/f0"))).isEqualTo("d/f0");
    }

    @Test
    void aMoveWhoseAnswerGotLostGoesOn() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(RENAME, 1, () -> {
            String batch = Trees.batchesIn(root).iterator().next();
            Files.move(
                    root.resolve("d/a"), root.resolve(".cleanup").resolve(batch).resolve("1"));
            throw new NoSuchFileException("retransmitted");
        });

        assertThat(removing(storage, seen)).isEqualTo(new Outcome.Deleted());
        assertThat(filesIn(root)).containsExactly("d/b");
    }

    @Test
    void aWorkingDirectoryOfAnotherUserIsRefused() {
        StoredFile seen = theFile(storage, "d/a");
        calls.before(ACCESS, 1, () -> changeOwner(root.resolve(".cleanup")));
        org.assertj.core.api.Assumptions.assumeThat(mayChangeOwners())
                .as("only root may")
                .isTrue();

        RemoveTest.assertFailed(removing(storage, seen), "belongs to another user", "remove it");
        assertThat(filesIn(root)).containsExactly("d/a", "d/b");
    }

    private boolean mayChangeOwners() {
        try {
            changeOwner(file(temp.resolve("probe"), ""));
            return true;
        } catch (IOException forbidden) {
            return false;
        }
    }

    private static void changeOwner(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", 4711);
    }
}
