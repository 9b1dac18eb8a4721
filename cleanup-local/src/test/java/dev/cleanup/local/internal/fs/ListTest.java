package dev.cleanup.local.internal.fs;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.DETAILS;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.NAMES;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.OPEN;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.STAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cleanup.local.Directories;
import dev.cleanup.local.Found;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.StorageUnavailableException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
@Timeout(30)
class ListTest {

    @TempDir
    private Path temp;

    private Path root;
    private final ScriptedCalls calls = new ScriptedCalls();

    @BeforeEach
    void makeRoot() {
        root = directory(temp.resolve("store"));
    }

    private LocalDirectory storage() {
        LocalDirectory storage = Directories.over(root, calls);
        calls.forget();
        return storage;
    }

    @Test
    void anEmptyDirectoryHasNoFiles() {
        Found found = Found.listing(storage());

        assertThat(found.keys).isEmpty();
        assertThat(found.unusable).isEmpty();
        assertThat(found.failures).isEmpty();
    }

    @Test
    void everyFileAtEveryDepthIsListedOnce() {
        files(root, "a", "b/c", "b/d/e", "b/d/f/g/h.txt");
        directory(root.resolve("empty/inside"));

        assertThat(Found.listing(storage()).keys).containsExactlyInAnyOrder("a", "b/c", "b/d/e", "b/d/f/g/h.txt");
    }

    @Test
    void oddNamesAreNamesLikeAnyOther() {
        String[] odd = {
            " lead",
            "trail ",
            "-rf",
            "new\nline",
            "back\\slash",
            "it's",
            "say \"hi\"",
            "*",
            "~",
            "caf\u00e9",
            "cafe\u0301",
            "\u65e5\u672c",
            "\ud83d\ude00",
            "...",
            ".hidden",
            "a b/c d",
            "%2e%2e",
            "#",
            "?",
            ";",
            "\t"
        };
        files(root, odd);

        assertThat(Found.listing(storage()).keys).containsExactlyInAnyOrder(odd);
    }

    @Test
    void aNameThatIsNoTextIsUnusable() throws IOException {
        String uri = root.toUri().toString();
        Files.writeString(Path.of(URI.create(uri + "latin%E9.txt")), "x");
        directory(Path.of(URI.create(uri + "folder%E8")));
        files(root, "good");

        Found found = Found.listing(storage());

        assertThat(found.keys).containsExactly("good");
        assertThat(found.unusable).containsOnlyKeys("latin\ufffd.txt", "folder\ufffd");
        assertThat(found.unusable.values()).allMatch(why -> why.startsWith("name is not text in "));
    }

    @Test
    void whatIsNoFileIsUnusableAndNeverFollowed() throws IOException {
        Path victim = files(directory(temp.resolve("victim")), "precious");
        Files.createSymbolicLink(root.resolve("toFolder"), victim);
        Files.createSymbolicLink(root.resolve("toFile"), victim.resolve("precious"));
        Files.createSymbolicLink(root.resolve("dangling"), temp.resolve("nowhere"));
        directory(root.resolve("so-that-entries-are-looked-at"));
        directory(root.resolve("and-another.d"));

        Found found = Found.listing(withoutLinkCount());

        assertThat(found.keys).isEmpty();
        assertThat(found.unusable)
                .containsOnlyKeys("toFolder", "toFile", "dangling")
                .containsValue("symbolic link");
    }

    @Test
    void aSocketIsUnusable() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(root.resolve("socket")));

            assertThat(Found.listing(withoutLinkCount()).unusable).containsEntry("socket", "pipe, socket or device");
        }
    }

    /** A storage that looks at each entry. */
    private LocalDirectory withoutLinkCount() {
        LocalDirectory storage = storage();
        for (int i = 1; i < 20; i++) {
            calls.failing(DETAILS, i, new IOException("no link count"));
        }
        return storage;
    }

    @Test
    void excludedNamesAreNotListed() {
        files(
                root,
                ".gitkeep",
                "a.tmp",
                "keep.txt",
                "deep/.gitkeep",
                "deep/b.tmp",
                "cache/c.bin",
                "cache/c.txt",
                "x/cache/d");

        Found found = Found.listing(storage().excluding(".gitkeep", "*.tmp").excluding("cache/*.bin"));

        assertThat(found.keys).containsExactlyInAnyOrder("keep.txt", "cache/c.txt", "x/cache/d");
        assertThat(found.unusable).isEmpty();
    }

    @Test
    void anExcludedFolderIsNotEntered() {
        files(root, "cache/a", "x/cache/b", "c");
        LocalDirectory storage = storage();
        calls.failing(NAMES, 3, new IOException("third folder"));

        Found found = Found.listing(storage.excluding("cache"));

        assertThat(found.keys).containsExactly("c");
        assertThat(calls.number(NAMES)).as("the root and x").isEqualTo(2);
    }

    @Test
    void namesThatBelongToOthersAreNotListed() {
        files(root, ".nfs0001", "lost+found/a", ".cleanup/run/1", "deep/.nfs0002", "deep/.cleanup/mine");

        Found found = Found.listing(storage());

        assertThat(found.keys).isEmpty();
        assertThat(found.unusable).containsOnlyKeys(".nfs0001", "lost+found", "deep/.nfs0002", "deep/.cleanup");
    }

    @Test
    void aFolderThatCannotBeOpenedIsReportedAndTheRestIsListed() {
        files(root, "bad/a", "good/b");
        LocalDirectory storage = storage();
        calls.failing(OPEN, opensOfRoot() + 1, new AccessDeniedException("no"));

        Found found = Found.listing(storage);

        assertThat(found.failures).hasSize(1).containsValue(new Failure("AccessDeniedException", "no"));
        assertThat(Set.of("bad", "good")).containsAll(found.failures.keySet());
        assertThat(found.keys).hasSize(1);
    }

    /** Opening the root takes one for each component below the top. */
    private int opensOfRoot() {
        return realRoot().getNameCount();
    }

    private Path realRoot() {
        try {
            return root.toRealPath();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void nothingIsDeliveredFromAFolderThatBrokeOffHalfWay() {
        files(root, "a/1", "a/2", "a/b/3", "c");
        LocalDirectory storage = storage();
        calls.failing(NAMES, 2, new IOException("broke off"));

        Found found = Found.listing(storage);

        assertThat(found.keys).containsExactly("c");
        assertThat(found.failures).containsExactly(java.util.Map.entry("a", new Failure("IOException", "broke off")));
    }

    @Test
    void aRootThatBrokeOffHalfWayIsUnavailable() {
        files(root, "a");
        LocalDirectory storage = storage();
        calls.failing(NAMES, 1, new IOException("broke off"));

        assertThatThrownBy(() -> Found.listing(storage))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("could not be read to its end (java.io.IOException: broke off)")
                .hasMessageContaining("nothing of this storage is removed")
                .hasMessageContaining("Check the disk");
    }

    @Test
    void anEntryThatCannotBeLookedAtIsReported() {
        files(root, "folder/a");
        LocalDirectory storage = storage();
        calls.failing(STAT, opensOfRoot() + 1, new IOException("input/output error"));

        Found found = Found.listing(storage);

        assertThat(found.keys).isEmpty();
        assertThat(found.failures).containsOnlyKeys("folder");
    }

    @Test
    void aFolderSwappedForALinkBeforeItIsOpenedIsNotEntered() throws IOException {
        files(directory(temp.resolve("victim")), "precious");
        files(root, "folder/a");
        LocalDirectory storage = storage();
        calls.before(OPEN, opensOfRoot() + 1, () -> {
            Files.move(root.resolve("folder"), temp.resolve("aside"));
            Files.createSymbolicLink(root.resolve("folder"), temp.resolve("victim"));
        });

        Found found = Found.listing(storage);

        assertThat(found.keys).isEmpty();
        assertThat(found.failures.get("folder").message()).contains("replaced while it was being opened");
    }

    @Test
    void aFolderThatIsNotEnteredIsClosed() throws IOException {
        assumeThat(Path.of("/proc/self/fd")).exists();
        files(root, "folder/a", "other/b");
        LocalDirectory storage = storage();
        calls.before(OPEN, opensOfRoot() + 1, () -> {
            Files.move(root.resolve("folder"), temp.resolve("aside"));
            Files.move(root.resolve("other"), root.resolve("folder"));
            Files.move(temp.resolve("aside"), root.resolve("other"));
        });
        long before = descriptors();

        assertThat(Found.listing(storage).failures).isNotEmpty();

        assertThat(descriptors()).isEqualTo(before);
    }

    @Test
    void aFolderThatIsGoneBeforeItIsOpenedIsNoFailure() {
        directory(root.resolve("folder"));
        LocalDirectory storage = storage();
        calls.before(OPEN, opensOfRoot() + 1, () -> Files.delete(root.resolve("folder")));

        assertThat(Found.listing(storage).failures).isEmpty();
    }

    @Test
    void foldersNestedTooDeepStopTheListing() {
        Path deepest = root;
        for (int depth = 1; depth <= OpenDirectoryPath.MAX_DEPTH; depth++) {
            deepest = deepest.resolve("d");
        }
        file(deepest.resolve("f"), "reached");
        assertThat(Found.listing(storage()).keys).hasSize(1);

        directory(deepest.resolve("one-more"));
        assertThatThrownBy(() -> Found.listing(storage()))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("d/d/d/one-more")
                .hasMessageContaining("lies below 64 others")
                .hasMessageContaining("Remove the nested folders, or exclude the topmost of them");
    }

    @Test
    void listingChangesNothing() {
        files(root, "a", "b/c", ".cleanup/x");
        LocalDirectory storage = storage();

        Found.listing(storage);

        assertThat(calls.made()).doesNotContainAnyElementsOf(ScriptedCalls.MUTATING);
    }

    @Test
    void filesAreNotLookedAtWhereTheFileSystemProvesThatThereAreNoFolders() throws IOException {
        assumeThat(Files.getFileStore(root).type()).isIn("ext4", "xfs", "tmpfs");
        files(root, "fan/out/1", "fan/out/2", "fan/out/3", "fan/out/4");
        LocalDirectory storage = storage();

        assertThat(Found.listing(storage).keys).hasSize(4);

        assertThat(calls.number(STAT)).as("one for each folder").isEqualTo(opensOfRoot() + 2);
    }

    @Test
    void whatASinkThrowsReachesTheCaller() {
        files(root, "a");
        IllegalStateException fault = new IllegalStateException("enough");

        assertThatThrownBy(() -> storage().list(new ThrowingSink(fault))).isSameAs(fault);
    }

    private record ThrowingSink(RuntimeException fault) implements dev.cleanup.storage.ListingSink {
        @Override
        public void key(dev.cleanup.storage.FileKey key) {
            throw fault;
        }

        @Override
        public void unusable(String shown, String why) {
            throw fault;
        }

        @Override
        public void unreadable(String shown, Failure failure) {
            throw fault;
        }
    }

    @Test
    void noDescriptorStaysOpen() throws IOException {
        assumeThat(Path.of("/proc/self/fd")).exists();
        files(root, "a/1", "b/2", "c/d/3");
        LocalDirectory storage = storage();
        long before = descriptors();

        for (int n = 1; n <= 40; n++) {
            calls.forget();
            calls.failingAny(n, new IOException("fault " + n));
            try {
                Found.listing(storage);
            } catch (StorageUnavailableException expected) {
                assertThat(expected).hasMessageContaining("fault " + n);
            }
        }

        assertThat(descriptors()).isEqualTo(before);
    }

    /** Of directories alone: the JVM opens and closes files as it likes. */
    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(Files::isDirectory).count();
        }
    }
}
