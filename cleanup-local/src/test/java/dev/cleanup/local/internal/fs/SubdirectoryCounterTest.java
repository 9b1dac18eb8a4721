package dev.cleanup.local.internal.fs;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.DETAILS;
import static dev.cleanup.local.internal.fs.ScriptedCalls.Call.STAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cleanup.local.Directories;
import dev.cleanup.local.Found;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.Trees;
import dev.cleanup.local.internal.Exclusions;
import dev.cleanup.local.internal.StorageRoot;
import dev.cleanup.local.internal.list.TreeWalk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class SubdirectoryCounterTest {

    @TempDir
    private Path temp;

    private Path root;
    private final ScriptedCalls calls = new ScriptedCalls();

    @BeforeEach
    void makeRoot() throws IOException {
        root = directory(temp.toRealPath().resolve("store"));
        assumeThat(Files.getFileStore(root).type()).isIn("ext2", "ext3", "ext4", "xfs", "tmpfs");
    }

    private OptionalInt count(String fileSystem) throws IOException {
        try (OpenDirectory folder = new StorageRoot(calls, root).open()) {
            return new SubdirectoryCounter(calls, fileSystem).subfoldersOf(folder);
        }
    }

    @Test
    void subFoldersAreCounted() throws IOException {
        assertThat(count("ext4")).hasValue(0);
        files(root, "a/1", "b/2", "c");

        assertThat(count("ext4")).hasValue(2);
    }

    @Test
    void aFileSystemThatKeepsNoCountProvesNothing() throws IOException {
        assertThat(count("btrfs")).isEmpty();
        assertThat(count("overlay")).isEmpty();
        assertThat(count("")).isEmpty();
    }

    @Test
    void aCountOfAnotherFolderOrNoneProvesNothing() throws IOException {
        calls.failing(DETAILS, 1, new IOException("name too long"));
        assertThat(count("ext4")).isEmpty();

        calls.before(DETAILS, 1, () -> {
            Files.move(root, temp.resolve("old"));
            directory(root);
        });
        assertThat(count("ext4")).isEmpty();
    }

    @Test
    void aFolderWithTooManyToCountProvesNothing() {
        Stat folder = new Stat(Stat.Kind.DIRECTORY, "key", 0, Instant.EPOCH, Instant.EPOCH);

        assertThat(SubdirectoryCounter.subfolders(new ExtendedStat(folder, Instant.EPOCH, 1)))
                .isEmpty();
        assertThat(SubdirectoryCounter.subfolders(new ExtendedStat(folder, Instant.EPOCH, 2)))
                .hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aListingWithItAgreesWithAPlainOne(long seed) throws IOException {
        grow(new Random(seed), root, 4);

        Set<String> withCount = listing(new SubdirectoryCounter(calls, "ext4"));
        int looks = calls.number(STAT);
        calls.forget();
        Set<String> plain = listing(new SubdirectoryCounter(calls, ""));

        assertThat(withCount).isEqualTo(plain).isEqualTo(Trees.filesIn(root));
        assertThat(looks).isLessThan(calls.number(STAT));
    }

    private Set<String> listing(SubdirectoryCounter links) throws IOException {
        Found found = new Found();
        new TreeWalk(calls, Exclusions.NONE, new MountTable(Set.of()), links, "file:///store/", found)
                .from(new StorageRoot(calls, root).open());
        assertThat(found.unusable).isEmpty();
        assertThat(found.failures).isEmpty();
        return found.keys;
    }

    private static void grow(Random random, Path folder, int depth) {
        for (int i = random.nextInt(6); i >= 0; i--) {
            files(folder, "file" + i + (random.nextBoolean() ? ".txt" : ""));
        }
        for (int i = random.nextInt(depth); i > 0; i--) {
            grow(random, directory(folder.resolve("folder" + i + (random.nextBoolean() ? ".d" : ""))), depth - 1);
        }
    }

    @Test
    void excludedFoldersDoNotMakeEachFileBeLookedAt() {
        files(root, "cache/1", "a", "b", "c", "d");
        LocalDirectory storage = Directories.over(root, calls).excluding("cache");
        calls.forget();

        assertThat(Found.listing(storage).keys).hasSize(4);

        assertThat(calls.number(STAT)).isEqualTo(root.getNameCount() + 1);
    }

    @Test
    void anExcludedNameThatLooksLikeAFolderIsNotCountedAsOne() throws IOException {
        files(root, "caf\ufffd/1", "folder.d/2");
        Files.writeString(Path.of(URI.create(root.toUri() + "caf%E9")), "no text, and looks the same");

        Found found = Found.listing(LocalDirectory.at(root).excluding("caf*"));

        assertThat(found.keys).containsExactly("folder.d/2");
    }

    @Test
    void aLinkThatNobodyLookedAtIsFoundOutWhenItIsLookedUp() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), temp);
        LocalDirectory storage = Directories.over(root, calls);

        assertThat(Found.listing(storage).keys).containsExactly("link");

        assertThat(Found.lookingUp(storage, "link").unusable).containsEntry("link", "symbolic link");
    }
}
