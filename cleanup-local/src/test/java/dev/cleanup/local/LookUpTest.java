package dev.cleanup.local;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.DETAILS;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.OPEN;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.STAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.local.internal.fs.ScriptedCalls;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class LookUpTest {

    @TempDir
    private Path temp;

    private Path root;
    private int stepsToRoot;
    private final ScriptedCalls calls = new ScriptedCalls();

    @BeforeEach
    void makeRoot() throws IOException {
        root = directory(temp.resolve("store"));
        stepsToRoot = root.toRealPath().getNameCount();
    }

    private LocalDirectory storage() {
        LocalDirectory storage = LocalDirectory.at(root, calls);
        calls.forget();
        return storage;
    }

    @Test
    void aFileIsFoundWithSizeAndAllItsTimes() throws IOException {
        Instant modified = Instant.parse("2001-02-03T04:05:06.123456789Z");
        Files.setLastModifiedTime(file(root.resolve("a/b"), "12345"), FileTime.from(modified));

        StoredFile found = Found.theFile(storage(), "a/b");

        assertThat(found.key()).isEqualTo(FileKey.of("a/b"));
        assertThat(found.size()).isEqualTo(5);
        assertThat(found.times().known()).containsOnlyKeys(storage().times());
        assertThat(found.times().of(FileTimes.Kind.MODIFIED)).contains(modified);
        assertThat(found.times().of(FileTimes.Kind.STATUS_CHANGED))
                .hasValueSatisfying(time -> assertThat(time).isAfter(modified));
    }

    @Test
    void theIdentityNamesDeviceInodeSizeModificationAndBirth() throws IOException {
        file(root.resolve("a"), "12345");
        StoredFile found = Found.theFile(storage(), "a");

        assertThat(found.identity())
                .contains("ino=" + Files.getAttribute(root.resolve("a"), "unix:ino"))
                .contains("dev=" + Long.toHexString((Long) Files.getAttribute(root.resolve("a"), "unix:dev")))
                .contains("size=5")
                .contains("modified=" + stamp(found, FileTimes.Kind.MODIFIED))
                .contains("born=" + stamp(found, FileTimes.Kind.CREATED));
    }

    private static String stamp(StoredFile file, FileTimes.Kind kind) {
        Instant time = file.times().of(kind).orElseThrow();
        return time.getEpochSecond() + "." + time.getNano();
    }

    @Test
    void aChangeOfAttributesAloneIsNoOtherFile() throws IOException {
        Path file = file(root.resolve("a"), "1");
        String before = Found.theFile(storage(), "a").identity();

        Files.createLink(root.resolve("second-name"), file);

        assertThat(Found.theFile(storage().removingHardLinks(), "a").identity()).isEqualTo(before);
    }

    @Test
    void anotherFileOfThatNameIsAnother() throws IOException {
        Path file = file(root.resolve("a"), "1");
        String before = Found.theFile(storage(), "a").identity();

        Files.delete(file);
        file(file, "1");

        assertThat(Found.theFile(storage(), "a").identity()).isNotEqualTo(before);
    }

    @Test
    void whatIsNotThereIsAbsent() {
        files(root, "folder/a");

        Found found = Found.lookingUp(storage(), "x", "folder/x", "nowhere/x", "folder/nowhere/x");

        assertThat(found.absent).containsExactlyInAnyOrder("x", "folder/x", "nowhere/x", "folder/nowhere/x");
    }

    @Test
    void whatIsNoFileIsUnusable() throws IOException {
        Path victim = files(directory(temp.resolve("victim")), "precious");
        Files.createSymbolicLink(root.resolve("link"), victim.resolve("precious"));
        directory(root.resolve("folder"));

        Found found = Found.lookingUp(storage(), "link", "folder");

        assertThat(found.unusable).containsEntry("link", "symbolic link").containsEntry("folder", "folder");
    }

    @Test
    void belowALinkNothingIsAbsent() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), files(directory(temp.resolve("victim")), "precious"));
        files(root, "file");

        Found found = Found.lookingUp(storage(), "link/precious", "link/nothing", "file/x");

        assertThat(found.absent).isEmpty();
        assertThat(found.unusable.get("link/precious")).contains("'link' is a symbolic link", "not followed");
        assertThat(found.unusable).containsOnlyKeys("link/precious", "link/nothing", "file/x");
    }

    @Test
    void tooDeepIsUnusable() {
        assertThat(Found.lookingUp(storage(), "d/".repeat(65) + "f").absent).hasSize(1);
        files(root, "d/".repeat(65) + "f");

        assertThat(Found.lookingUp(storage(), "d/".repeat(65) + "f").unusable.values())
                .containsExactly("it lies below more than 64 folders, which are not entered");
    }

    @Test
    void whatIsExcludedOrBelongsToOthersIsUnusable() {
        files(root, "a.tmp", "cache/a", ".nfs1", "lost+found/x", ".cleanup/run/1", "b");

        Found found = Found.lookingUp(
                storage().excluding("*.tmp", "cache"),
                "a.tmp",
                "cache/a",
                ".nfs1",
                "lost+found/x",
                ".cleanup/run/1",
                "b");

        assertThat(found.files).containsOnlyKeys("b");
        assertThat(found.unusable)
                .containsEntry("a.tmp", "excluded by '*.tmp'")
                .containsEntry("cache/a", "excluded by 'cache'")
                .containsEntry(".cleanup/run/1", "cleanup's own");
    }

    @Test
    void anyOtherFailureIsUnknown() {
        files(root, "a", "folder/b");
        for (IOException fault : List.of(new AccessDeniedException("no"), new IOException("i/o"))) {
            LocalDirectory storage = storage();
            calls.failing(STAT, stepsToRoot + 1, fault);
            assertThat(Found.lookingUp(storage, "a").failures).containsEntry("a", Failure.of(fault));

            storage = storage();
            calls.failing(OPEN, stepsToRoot + 1, fault);
            assertThat(Found.lookingUp(storage, "folder/b").failures).containsEntry("folder/b", Failure.of(fault));
        }
    }

    @Test
    void aFolderSwappedWhileItIsOpenedIsNotAbsent() {
        files(root, "folder/a", "other/b");
        LocalDirectory storage = storage();
        calls.before(OPEN, stepsToRoot + 1, () -> {
            Files.move(root.resolve("folder"), temp.resolve("aside"));
            Files.move(root.resolve("other"), root.resolve("folder"));
        });

        Found found = Found.lookingUp(storage, "folder/a", "folder/b");

        assertThat(found.unusable).hasSize(2);
        assertThat(found.unusable.get("folder/b")).contains("replaced while it was being opened");
    }

    @Test
    void aStatusChangeThatCannotBeReadIsUnread() {
        files(root, "a");
        LocalDirectory storage = storage();
        calls.failing(DETAILS, 1, new IOException("name too long"));

        FileTimes times = Found.theFile(storage, "a").times();

        assertThat(times.unread()).containsExactly(FileTimes.Kind.STATUS_CHANGED);
        assertThat(times.known()).containsOnlyKeys(FileTimes.Kind.MODIFIED, FileTimes.Kind.CREATED);
    }

    @Test
    void timesOfTheEpochAreUnread() {
        files(root, "a");
        LocalDirectory storage = storage();
        calls.withoutBirths();
        calls.withoutStatusChanges();

        FileTimes times = Found.theFile(storage, "a").times();

        assertThat(times.unread()).containsExactlyInAnyOrder(FileTimes.Kind.STATUS_CHANGED, FileTimes.Kind.CREATED);
        assertThat(times.known()).containsOnlyKeys(FileTimes.Kind.MODIFIED);
    }

    @Test
    void aStatusChangeOfAnotherFileIsUnread() {
        files(root, "a");
        LocalDirectory storage = storage();
        calls.before(DETAILS, 1, () -> {
            Files.move(root.resolve("a"), root.resolve("old"));
            files(root, "a");
        });

        assertThat(Found.theFile(storage, "a").times().unread()).containsExactly(FileTimes.Kind.STATUS_CHANGED);
    }

    @Test
    void aFolderIsOpenedOnceForABatch() {
        files(root, "f/1", "g/2", "f/3", "f/4");
        LocalDirectory storage = storage();

        assertThat(Found.theFiles(storage, "f/1", "g/2", "f/3", "f/4")).hasSize(4);

        assertThat(calls.number(OPEN)).isEqualTo(stepsToRoot + 2);
    }

    @Test
    void manyFilesOfAFolderTakeOneLookEachAndAreSeenAsEachAlone() {
        files(root, "f/1", "f/2", "f/3", "f/4");
        LocalDirectory storage = storage();
        List<StoredFile> alone = List.of(Found.theFile(storage, "f/1"), Found.theFile(storage, "f/4"));
        calls.forget();

        List<StoredFile> together = Found.theFiles(storage, "f/1", "f/2", "f/3", "f/4");

        assertThat(together).hasSize(4).containsAll(alone);
        assertThat(calls.number(DETAILS)).isEqualTo(4 + 2);
        assertThat(calls.number(STAT)).isEqualTo(stepsToRoot + 1);
    }

    @Test
    void amongManyFilesWhatIsNoneIsSaidToBeNone() throws IOException {
        files(root, "f/1", "f/2", "f/3", "f/folder/x", "f/linked");
        Files.createSymbolicLink(root.resolve("f/link"), root.resolve("f/1"));
        Files.createLink(root.resolve("f/second"), root.resolve("f/linked"));

        Found found = Found.lookingUp(storage(), "f/1", "f/link", "f/2", "f/folder", "f/3", "f/gone", "f/linked");

        assertThat(found.files).containsOnlyKeys("f/1", "f/2", "f/3");
        assertThat(found.absent).containsOnly("f/gone");
        assertThat(found.unusable).containsOnlyKeys("f/link", "f/folder", "f/linked");
    }

    @Test
    void whenAFolderIsExchangedBeforeOrAmidManyLooksItsOwnFilesAreSeen() throws IOException {
        Path victim = files(directory(temp.resolve("victim")), "1", "2", "3", "4");
        for (int moment : new int[] {1, 2, 4, 6}) {
            Path folder = files(root, "f/1", "f/2", "f/3", "f/4").resolve("f");
            LocalDirectory storage = storage();
            List<StoredFile> before = Found.theFiles(storage, "f/1", "f/2", "f/3", "f/4");
            Path moved = temp.resolve("moved-" + moment);
            calls.before(DETAILS, moment, () -> {
                Files.move(folder, moved);
                Files.createSymbolicLink(folder, victim);
            });

            List<StoredFile> found = Found.theFiles(storage, "f/1", "f/2", "f/3", "f/4");

            assertThat(found).extracting(StoredFile::identity).containsExactlyElementsOf(identities(before));
            Files.delete(folder);
        }
    }

    @Test
    void whenAFolderThatWasExchangedComesBackAmidManyLooksItsOwnFilesAreSeen() throws IOException {
        Path victim = files(directory(temp.resolve("victim")), "1", "2", "3", "4");
        Path folder = files(root, "f/1", "f/2", "f/3", "f/4").resolve("f");
        LocalDirectory storage = storage();
        List<StoredFile> before = Found.theFiles(storage, "f/1", "f/2", "f/3", "f/4");
        calls.before(DETAILS, 1, () -> {
            Files.move(folder, temp.resolve("moved"));
            Files.createSymbolicLink(folder, victim);
        });
        calls.before(DETAILS, 4, () -> {
            Files.delete(folder);
            Files.move(temp.resolve("moved"), folder);
        });

        List<StoredFile> found = Found.theFiles(storage, "f/1", "f/2", "f/3", "f/4");

        assertThat(found).extracting(StoredFile::identity).containsExactlyElementsOf(identities(before));
    }

    private static List<String> identities(List<StoredFile> files) {
        return files.stream().map(StoredFile::identity).toList();
    }

    @Test
    void whoIsShownAFileOfSomewhereElseForAMomentRemovesNone() throws IOException {
        Path victim = files(directory(temp.resolve("victim")), "1", "2", "3", "4");
        Path folder = files(root, "f/1", "f/2", "f/3", "f/4").resolve("f");
        LocalDirectory storage = storage();
        calls.before(DETAILS, 2, () -> {
            Files.move(folder, temp.resolve("moved"));
            Files.createSymbolicLink(folder, victim);
        });
        calls.before(DETAILS, 6, () -> {
            Files.delete(folder);
            Files.move(temp.resolve("moved"), folder);
        });
        List<StoredFile> shown = Found.theFiles(storage, "f/1", "f/2", "f/3", "f/4");

        assertThat(Found.removing(storage, shown).values())
                .hasSize(4)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Kept.class));
        assertThat(Trees.filesIn(root)).hasSize(4);
        assertThat(Trees.filesIn(victim)).hasSize(4);
    }

    @Test
    void lookingUpChangesNothing() {
        files(root, "a", "b/c");
        LocalDirectory storage = storage();

        assertThat(Found.theFiles(storage, "a", "b/c")).hasSize(2);

        assertThat(calls.made()).doesNotContainAnyElementsOf(ScriptedCalls.MUTATING);
    }

    @Test
    void withoutTheRootNobodyIsAnswered() throws IOException {
        LocalDirectory storage = storage();
        Files.delete(root);

        assertThatThrownBy(() -> Found.lookingUp(storage, "a")).isInstanceOf(StorageUnavailableException.class);
    }
}
