package dev.cleanup.local;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.cleanup.local.internal.fs.ScriptedCalls;
import dev.cleanup.storage.DiskSpace;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class AtTest {

    @TempDir
    private Path temp;

    private final ScriptedCalls calls = new ScriptedCalls();

    @Test
    void aDirectoryOfItsOwnIsAStorage() {
        LocalDirectory storage = LocalDirectory.at(directory(temp.resolve("store")));

        assertThatCode(storage::verify).doesNotThrowAnyException();
        assertThat(storage.times())
                .containsExactlyInAnyOrder(
                        FileTimes.Kind.MODIFIED, FileTimes.Kind.STATUS_CHANGED, FileTimes.Kind.CREATED);
        assertThat(storage.limitations()).isEmpty();
    }

    @Test
    void theIdIsTheRealPathAsUri() throws IOException {
        Path real = directory(temp.toRealPath().resolve("my st\u00f6re"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), real);

        LocalDirectory storage = LocalDirectory.at(link);

        assertThat(storage.id())
                .isEqualTo("file://" + temp.toRealPath() + "/my%20st%C3%B6re/")
                .isEqualTo(LocalDirectory.at(real.resolve("../my st\u00f6re")).id())
                .isEqualTo(storage.excluding("x").id());
        assertThat(storage).hasToString(storage.id());
    }

    @Test
    void theFileStoreBelowIsMeasured() {
        DiskSpace space = LocalDirectory.at(directory(temp.resolve("store"))).space();

        assertThat(space.capacity()).isPositive();
        assertThat(space.free()).isBetween(0L, space.capacity());
    }

    @Test
    void nullIsNoRoot() {
        assertThatThrownBy(() -> LocalDirectory.at(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("root");
    }

    @Test
    void aMissingDirectoryIsRefused() {
        Path missing = temp.resolve("missing");

        assertRefused(missing, "does not exist", "an unmounted disk looks like this", "Mount or create it first");
    }

    @Test
    void aFileIsRefused() {
        assertRefused(file(temp.resolve("file"), ""), "is no directory", "Name the directory");
    }

    @Test
    void theTopOfTheFileSystemIsRefused() {
        assertRefused(
                Path.of("/"), "is the root of the file system", "everything on it would be in reach", "of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "/usr", "/usr/../usr/lib", "/var", "/bin", "/lib", "/proc", "/sys", "/dev", "/tmp"})
    void aDirectoryOfTheSystemIsRefused(String path) {
        assumeThat(Path.of(path)).exists();

        assertRefused(Path.of(path), "is a directory of the system", "more than stored files", "of its own");
    }

    @Test
    void aHomeAndWhatContainsOneAreRefused() throws IOException {
        Path home = Path.of(System.getProperty("user.home"));
        assertRefused(home, "is or contains a home directory", "of its own");
        assertRefused(Path.of("/home"), "is or contains a home directory");
        try (FileSystem other = Jimfs.newFileSystem(Configuration.unix())) {
            assertRefused(Files.createDirectories(other.getPath("/home/anna")), "is or contains a home directory");
            assertRefused(Files.createDirectories(other.getPath("/Users/anna")), "is or contains a home directory");
            assertThatCode(() -> LocalDirectory.at(Files.createDirectories(other.getPath("/home/anna/uploads"))))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whatContainsTheHomeOfThisUserIsRefusedWhereverHomesAre() {
        String home = System.getProperty("user.home");
        Path people = directory(temp.resolve("people"));
        try {
            System.setProperty(
                    "user.home", directory(people.resolve("staff/anna")).toString());

            assertRefused(people, "is or contains a home directory", "of its own");
            assertRefused(people.resolve("staff"), "is or contains a home directory");
            assertRefused(people.resolve("staff/anna"), "is or contains a home directory");
            assertThatCode(() -> LocalDirectory.at(directory(people.resolve("staff/anna/uploads"))))
                    .doesNotThrowAnyException();
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void withoutSecureDirectoryStreamsItIsRefused() throws IOException {
        for (Configuration insecure : new Configuration[] {Configuration.osX(), Configuration.windows()}) {
            try (FileSystem other = Jimfs.newFileSystem(insecure)) {
                Path root = Files.createDirectories(other.getPath("store").toAbsolutePath());
                assertRefused(root, "no secure directory streams", "swapped for a link", "Use Linux, or macOS");
            }
        }
    }

    @Test
    void anUnreadableDirectoryIsRefused() {
        calls.failing(ScriptedCalls.Call.OPEN_PATH, 1, new AccessDeniedException("store"));
        calls.failing(ScriptedCalls.Call.OPEN_PATH, 2, new AccessDeniedException("store"));

        assertThatThrownBy(() -> LocalDirectory.at(directory(temp.resolve("store")), calls))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read (java.nio.file.AccessDeniedException: store)")
                .hasMessageContaining("Let this process read it");
    }

    private static void assertRefused(Path root, String... texts) {
        assertThatThrownBy(() -> LocalDirectory.at(root))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("root (" + root + ") ")
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(texts));
    }

    @Test
    void aMissingRootIsUnavailable() throws IOException {
        LocalDirectory storage = LocalDirectory.at(directory(temp.resolve("store")));
        Files.delete(temp.resolve("store"));

        assertUnavailable(storage, "is missing", "an unmounted disk looks like this", "Mount or restore it");
    }

    @Test
    void aReplacedRootIsUnavailable() throws IOException {
        Path root = directory(temp.resolve("store"));
        LocalDirectory storage = LocalDirectory.at(root);
        Files.move(root, temp.resolve("old"));
        directory(root);

        assertUnavailable(storage, "was replaced: it was (dev=", "and is now (dev=", "compose the cleanup anew");
    }

    @Test
    void aRootMadeAnewWithTheSameNumberIsUnavailable() throws IOException {
        Path root = directory(temp.resolve("store"));
        Files.setLastModifiedTime(root, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        LocalDirectory storage = LocalDirectory.at(root);
        Files.delete(root);
        directory(root);

        assertUnavailable(storage, "was replaced");
    }

    @Test
    void aLinkInPlaceOfTheRootIsUnavailable() throws IOException {
        Path root = directory(temp.resolve("store"));
        LocalDirectory storage = LocalDirectory.at(root);
        Files.move(root, temp.resolve("old"));
        Files.createSymbolicLink(root, temp.resolve("old"));

        assertUnavailable(storage, "was replaced: 'store' is a symbolic link");
    }

    @Test
    void aLinkOnTheWayToTheRootIsUnavailable() throws IOException {
        LocalDirectory storage = LocalDirectory.at(directory(temp.resolve("way/to/store")));
        Files.move(temp.resolve("way"), temp.resolve("other"));
        Files.createSymbolicLink(temp.resolve("way"), temp.resolve("other"));

        assertUnavailable(storage, "was replaced: 'way' is a symbolic link");
    }

    @Test
    void aRootThatCannotBeReadIsUnavailable() {
        LocalDirectory storage = LocalDirectory.at(directory(temp.resolve("store")), calls);
        calls.failing(ScriptedCalls.Call.STAT, 1, new IOException("i/o"));

        assertUnavailable(storage, "cannot be opened (java.io.IOException: i/o)", "Let this process read it");
    }

    @Test
    void aDirectoryOnTheWayThatMayBePassedButNotReadIsNoObstacle() {
        LocalDirectory storage = LocalDirectory.at(directory(temp.resolve("store")), calls);
        calls.failing(ScriptedCalls.Call.OPEN, 1, new AccessDeniedException("home"));

        assertThatCode(storage::verify).doesNotThrowAnyException();
    }

    @Test
    void filesComingAndGoingAreNoReplacement() throws IOException {
        Path root = directory(temp.resolve("store"));
        LocalDirectory storage = LocalDirectory.at(root);
        file(root.resolve("a"), "");
        assertThatCode(storage::verify).doesNotThrowAnyException();
        Files.delete(root.resolve("a"));

        assertThatCode(storage::verify).doesNotThrowAnyException();
    }

    @Test
    void verifyingChangesNothing() {
        LocalDirectory storage = LocalDirectory.at(directory(temp.resolve("store")), calls);
        storage.verify();
        assertThat(storage.limitations()).isEmpty();

        assertThat(calls.made()).doesNotContainAnyElementsOf(ScriptedCalls.MUTATING);
    }

    private static void assertUnavailable(LocalDirectory storage, String... texts) {
        assertThatThrownBy(storage::verify).isInstanceOfSatisfying(StorageUnavailableException.class, unavailable -> {
            assertThat(unavailable.storage()).isEqualTo(storage.id());
            assertThat(unavailable.getMessage()).startsWith("root (").contains(texts);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/abs", "cache/", "../x", "a/../b", "./x", "[a"})
    void aPatternThatIsMalformedOrFitsNothingIsRefused(String glob) {
        LocalDirectory storage = LocalDirectory.at(directory(temp.resolve("store")));

        assertThatThrownBy(() -> storage.excluding("ok", glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(" + glob + ")");
    }

    @Test
    void nullIsNoPattern() {
        LocalDirectory storage = LocalDirectory.at(directory(temp.resolve("store")));

        assertThatThrownBy(() -> storage.excluding((String) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void excludingLeavesTheOriginalAlone() {
        Path root = directory(temp.resolve("store"));
        file(root.resolve("a.tmp"), "");
        LocalDirectory storage = LocalDirectory.at(root);

        assertThat(Found.listing(storage.excluding("*.tmp")).keys).isEmpty();
        assertThat(Found.listing(storage).keys).containsExactly("a.tmp");
    }

    @Test
    void aStorageWithoutStatusChangesSaysSo() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path root = Files.createDirectories(memory.getPath("/store"));
            Files.writeString(root.resolve("a"), "1");
            LocalDirectory storage = LocalDirectory.at(root);

            assertThat(storage.times()).containsExactlyInAnyOrder(FileTimes.Kind.MODIFIED, FileTimes.Kind.CREATED);
            assertThat(storage.limitations()).singleElement().asString().contains("no status-change times");
            assertThat(Found.listing(storage).keys).containsExactly("a");
            assertThat(Found.theFile(storage, "a").times().unread()).isEmpty();
        }
    }
}
