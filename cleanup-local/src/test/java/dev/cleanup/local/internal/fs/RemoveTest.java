package dev.cleanup.local.internal.fs;

import static dev.cleanup.local.Found.removing;
import static dev.cleanup.local.Found.theFile;
import static dev.cleanup.local.Found.theFiles;
import static dev.cleanup.local.Trees.content;
import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.Trees.filesIn;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.MAKE_DIRECTORY;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.RENAME;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.STAT;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.UNLINK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.Directories;
import dev.cleanup.local.Found;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.Trees;
import dev.cleanup.local.internal.StorageRoot;
import dev.cleanup.local.internal.remove.Journal;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fast")
public class RemoveTest {

    private static final Outcome DELETED = new Outcome.Deleted();
    private static final Outcome GONE = new Outcome.AlreadyGone();

    @TempDir
    private Path temp;

    private Path root;
    private LocalDirectory storage;
    private final ScriptedCalls calls = new ScriptedCalls();

    @BeforeEach
    void makeRoot() {
        root = directory(temp.resolve("store"));
        storage = Directories.over(root, calls);
    }

    @Test
    void plannedFilesAreDeletedAndOthersStay() {
        files(root, "a", "b", "deep/er/c", "deep/er/d");

        Map<String, Outcome> outcomes = removing(storage, theFiles(storage, "a", "deep/er/c"));

        assertThat(outcomes).containsOnlyKeys("a", "deep/er/c").containsValues(DELETED);
        assertThat(filesIn(root)).containsExactly("b", "deep/er/d");
    }

    @Test
    void onlyAReserveIsLeftAfterwardsAndEachFolderStays() {
        files(root, "folder/only");

        assertThat(removing(storage, theFile(storage, "folder/only"))).isEqualTo(DELETED);

        assertThat(root.resolve("folder")).isEmptyDirectory();
        assertThat(Trees.batchesIn(root)).isEmpty();
        assertThat(root.resolve(".cleanup/reserve/journal")).hasSize(Journal.SIZE);
    }

    @Test
    void nothingIsMadeWhereNothingIsRemoved() throws IOException {
        files(root, "a");
        StoredFile seen = theFile(storage, "a");
        Files.delete(root.resolve("a"));
        calls.forget();

        assertThat(removing(storage, seen)).isEqualTo(GONE);
        assertThat(removing(storage, List.of())).isEmpty();

        assertThat(calls.made()).doesNotContainAnyElementsOf(ScriptedCalls.MUTATING);
    }

    @Test
    void aFileInAFolderThatIsGoneIsGone() throws IOException {
        files(root, "folder/a");
        StoredFile seen = theFile(storage, "folder/a");
        Files.delete(root.resolve("folder/a"));
        Files.delete(root.resolve("folder"));

        assertThat(removing(storage, seen)).isEqualTo(GONE);
    }

    @Test
    void aFileWithOddNameIsDeleted() {
        files(root, "new\nline", "-rf", "caf\u00e9", "back\\slash");

        removing(storage, theFiles(storage, "new\nline", "-rf", "caf\u00e9", "back\\slash"));

        assertThat(filesIn(root)).isEmpty();
    }

    @Test
    void excludedFilesAreKept() {
        files(root, "a.tmp", "b");
        List<StoredFile> seen = theFiles(storage, "a.tmp", "b");

        Map<String, Outcome> outcomes = removing(storage.excluding("*.tmp"), seen);

        assertThat(outcomes).containsEntry("a.tmp", Outcome.kept(Reason.Kind.NAME, "excluded by '*.tmp'"));
        assertThat(filesIn(root)).containsExactly("a.tmp");
    }

    @Test
    void anotherFileOfThatNameIsKept() throws IOException {
        Path file = file(root.resolve("a"), "old");
        StoredFile seen = theFile(storage, "a");
        Files.delete(file);
        file(file, "new");
        calls.forget();

        assertKept(removing(storage, seen), "another file than was seen");
        assertThat(content(file)).isEqualTo("new");
        assertThat(calls.made()).as("it was not even moved").doesNotContainAnyElementsOf(ScriptedCalls.MUTATING);
    }

    @Test
    void whatIsNoFileIsKeptWhateverWasSeen() throws IOException {
        directory(root.resolve("folder"));
        Stat folder;
        try (OpenDirectory open = new StorageRoot(calls, root.toRealPath()).open()) {
            folder = open.stat(open.name("folder"));
        }
        StoredFile wrong =
                new StoredFile(FileKey.of("folder"), 0, FileTimes.unreadable(storage.times()), folder.identity());

        assertKept(removing(storage, wrong), "now a folder");
        assertThat(root.resolve("folder")).isDirectory();
    }

    @Test
    void aFileWrittenToMeanwhileIsKept() throws IOException {
        Path file = file(root.resolve("a"), "old");
        StoredFile seen = theFile(storage, "a");
        Files.writeString(file, "new");

        assertKept(removing(storage, seen), "another file than was seen");
        assertThat(content(file)).isEqualTo("new");
    }

    @Test
    void aLinkThatTookTheNameIsKept() throws IOException {
        files(root, "a", "b");
        StoredFile seen = theFile(storage, "a");
        Files.delete(root.resolve("a"));
        Files.createSymbolicLink(root.resolve("a"), root.resolve("b"));

        assertKept(removing(storage, seen), "now a symbolic link");
        assertThat(filesIn(root)).containsExactly("a", "b");
    }

    @Test
    void aFileOnAnotherMountIsUntouched() {
        files(root, "a");
        StoredFile seen = theFile(storage, "a");
        calls.failing(RENAME, 1, new AtomicMoveNotSupportedException("a", "1", "Invalid cross-device link"));

        assertThat(removing(storage, seen))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().message())
                                .contains(
                                        root.resolve("a").toString(),
                                        "lies on another mount",
                                        "was not touched",
                                        "storage of its own"));
        assertThat(filesIn(root)).containsExactly("a");
    }

    @Test
    void aMoveThatFindsNothingIsBelievedOnlyIfNothingIsThere() {
        files(root, "a");
        StoredFile seen = theFile(storage, "a");
        calls.failing(RENAME, 1, new NoSuchFileException("the workplace"));

        assertFailed(removing(storage, seen), "the workplace");
        assertThat(filesIn(root)).containsExactly("a");
    }

    @Test
    void noOtherUserMayEvenLookIntoTheWorkingDirectory() {
        files(root, "a");
        StoredFile seen = theFile(storage, "a");
        calls.before(RENAME, 1, () -> {
            try (var made = Files.walk(root.resolve(".cleanup"))) {
                assertThat(made.filter(Files::isDirectory))
                        .hasSize(2)
                        .allSatisfy(directory -> assertThat(
                                        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                                .isEqualTo("rwx------"));
            }
        });

        assertThat(removing(storage, seen)).isEqualTo(DELETED);
    }

    @Test
    void aFileThatCannotBeUnlinkedGoesBack() {
        files(root, "a");
        StoredFile seen = theFile(storage, "a");
        calls.failing(UNLINK, 2, new IOException("input/output error"));

        assertThat(removing(storage, seen)).isEqualTo(Outcome.failed(new IOException("input/output error")));

        assertThat(filesIn(root)).containsExactly("a");
        assertThat(content(root.resolve("a"))).isEqualTo("a");
    }

    @Test
    void aFileSystemThatLiesAboutARemovalIsFoundOut() {
        files(root, "a");
        StoredFile seen = theFile(storage, "a");
        calls.lying(UNLINK, 2);

        assertThat(removing(storage, seen))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().message())
                                .contains("reported its removal, and it is still there"));
        assertThat(filesIn(root)).containsExactly("a");
    }

    @Test
    void aFileSystemThatLiesAboutAMoveIsFoundOut() {
        files(root, "a");
        StoredFile seen = theFile(storage, "a");
        calls.lying(RENAME, 1);

        assertThat(removing(storage, seen)).isInstanceOf(Outcome.Unknown.class);
        assertThat(filesIn(root)).containsExactly("a");
    }

    @Test
    void aBatchGoesOnAfterAFault() {
        files(root, "a", "b", "c");
        List<StoredFile> seen = theFiles(storage, "a", "b", "c");
        calls.failing(RENAME, 2, new IllegalStateException("unheard of"));

        Map<String, Outcome> outcomes = removing(storage, seen);

        assertThat(outcomes.values()).filteredOn(DELETED::equals).hasSize(2);
        assertThat(filesIn(root)).hasSize(1);
    }

    @Test
    void aPlantedLinkInPlaceOfTheWorkingDirectoryIsRefused() throws IOException {
        Path victim = files(directory(temp.resolve("victim")), "precious");
        files(root, "a");
        Files.createSymbolicLink(root.resolve(".cleanup"), victim);

        assertFailed(removing(storage, theFile(storage, "a")), "'.cleanup' is a symbolic link");
        assertThat(filesIn(victim)).containsExactly("precious");
        assertThat(filesIn(root)).contains("a");
    }

    @Test
    void aWorkingDirectoryThatOthersMayWriteIsRefused() throws IOException {
        files(root, "a");
        Path working = directory(root.resolve(".cleanup"));
        for (String open : List.of("rwxrwx---", "rwx----w-")) {
            Files.setPosixFilePermissions(working, PosixFilePermissions.fromString(open));

            assertFailed(removing(storage, theFile(storage, "a")), "can be written by other users", "remove it");
            assertThat(filesIn(root)).containsExactly("a");
        }
        Files.setPosixFilePermissions(working, PosixFilePermissions.fromString("rwx------"));

        assertThat(removing(storage, theFile(storage, "a"))).isEqualTo(DELETED);
    }

    @Test
    void aWorkingDirectoryThatCannotBeMadeSaysWhatToDo() {
        files(root, "a");
        StoredFile seen = theFile(storage, "a");
        calls.failing(MAKE_DIRECTORY, 1, new AccessDeniedException("denied"));

        assertFailed(removing(storage, seen), root + "/.cleanup", "cannot be made", "let this process write", "0700");
    }

    @ParameterizedTest
    @EnumSource(
            value = ScriptedCalls.Call.class,
            names = {"MAKE_DIRECTORY", "ALLOCATE"})
    void aDiskThatIsFullBeforeTheFirstRemovalSaysWhatToDoAndMovesNothing(ScriptedCalls.Call call) {
        files(root, "a");
        StoredFile seen = theFile(storage, "a");
        calls.failing(call, 1, new IOException("No space left on device"));

        assertFailed(removing(storage, seen), "No space left on device", "nothing was moved", "free 300 KB by hand");

        assertThat(calls.number(ScriptedCalls.Call.RENAME)).isZero();
        assertThat(filesIn(root)).containsExactly("a");
        assertThat(Found.removing(storage, seen)).isEqualTo(DELETED);
    }

    @Test
    void noWorkingDirectoryIsMadeInAnotherRoot() {
        files(root, "a");
        StoredFile seen = theFile(storage, "a");
        int stepsToRoot = root.getNameCount();
        calls.before(STAT, stepsToRoot + 2, () -> {
            Files.move(root, temp.resolve("old"));
            directory(root);
        });

        assertFailed(removing(storage, seen), "was replaced");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void leftoversThatCannotBeCountedAreNoted() {
        calls.failing(STAT, root.getNameCount() + 1, new IOException("i/o"));

        assertThat(storage.limitations())
                .singleElement()
                .asString()
                .contains("Whether an interrupted removal left files in", "could not be found out (i/o)");
    }

    @Test
    void leftoversOfAnInterruptedRemovalStayAndAreNoted() {
        assertThat(storage.limitations()).isEmpty();
        files(root, "a", ".cleanup/earlier/1", ".cleanup/other/1", ".cleanup/other/2");
        assertThat(root.resolve(".cleanup")).satisfies(RemoveTest::closeToOthers);

        assertThat(removing(storage, theFile(storage, "a"))).isEqualTo(DELETED);

        assertThat(filesIn(root)).containsExactly(".cleanup/earlier/1", ".cleanup/other/1", ".cleanup/other/2");
        assertThat(storage.limitations())
                .singleElement()
                .asString()
                .startsWith("3 files lie in " + root.resolve(".cleanup"));
    }

    private static void closeToOthers(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void withoutTheRootEachFileFails() throws IOException {
        files(root, "a", "b");
        List<StoredFile> seen = theFiles(storage, "a", "b");
        Files.move(root, temp.resolve("elsewhere"));

        Map<String, Outcome> outcomes = removing(storage, seen);

        assertThat(outcomes.values()).hasSize(2).allSatisfy(outcome -> assertFailed(outcome, "is missing"));
        assertThat(filesIn(temp.resolve("elsewhere"))).containsExactly("a", "b");
    }

    public static void assertKept(Outcome outcome, String... texts) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Kept.class, kept -> {
            assertThat(kept.reason().kind()).isEqualTo(Reason.Kind.CHANGED);
            assertThat(kept.reason().text()).contains(texts);
        });
    }

    public static void assertFailed(Outcome outcome, String... texts) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().message()).contains(texts));
    }

    public static void assertUnknown(Outcome outcome, String... texts) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.failure().message()).contains(texts));
    }

    @Test
    void twoBatchesMayShareTheWorkingDirectory() {
        files(root, "a", "b");
        StoredFile a = theFile(storage, "a");
        StoredFile b = theFile(storage, "b");
        calls.before(RENAME, 1, () -> assertThat(removing(storage, b)).isEqualTo(DELETED));

        assertThat(removing(storage, a)).isEqualTo(DELETED);

        assertThat(Trees.batchesIn(root)).isEmpty();
    }

    @Test
    void aWorkingDirectoryTakenAwayByAnotherBatchIsMadeAgain() {
        files(root, "a", "b");
        StoredFile a = theFile(storage, "a");
        StoredFile b = theFile(storage, "b");
        calls.before(MAKE_DIRECTORY, 2, () -> assertThat(removing(storage, b)).isEqualTo(DELETED));

        assertThat(removing(storage, a)).isEqualTo(DELETED);
    }

    @Test
    void aWorkingDirectoryMadeByAnotherBatchIsShared() {
        files(root, "a");
        StoredFile a = theFile(storage, "a");
        calls.before(MAKE_DIRECTORY, 1, () -> {
            closeToOthers(directory(root.resolve(".cleanup")));
            throw new FileAlreadyExistsException(".cleanup");
        });

        assertThat(removing(storage, a)).isEqualTo(DELETED);
    }
}
