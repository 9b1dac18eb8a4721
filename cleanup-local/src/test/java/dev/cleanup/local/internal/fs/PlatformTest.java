package dev.cleanup.local.internal.fs;

import static dev.cleanup.local.Found.removing;
import static dev.cleanup.local.Found.theFile;
import static dev.cleanup.local.Found.theFiles;
import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.Trees.filesIn;
import static dev.cleanup.local.internal.fs.SurroundingsTest.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cleanup.local.Directories;
import dev.cleanup.local.Found;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.internal.StorageRoot;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What this platform does where others were surprised by theirs: faults of devices, full disks, and the corners of Java's
 * directory streams. What needs mounts or attributes that only root may set is skipped elsewhere.
 *
 * <p>The whole list, with the test for each entry, is in {@code docs/local-directories.md}.
 */
@Timeout(60)
class PlatformTest {

    @TempDir
    private Path temp;

    private Path root;
    private final SecureDirectoryCalls calls = new SecureDirectoryCalls();

    @BeforeEach
    void makeRoot() throws IOException {
        root = directory(temp.toRealPath().resolve("store"));
    }

    private static void assumed(String... command) {
        assumeThat(runs(command)).as(String.join(" ", command)).isTrue();
    }

    private void mounting(String[] mount, Deed deed) throws IOException {
        assumed(mount);
        try {
            deed.run();
        } finally {
            assertThat(runs("umount", mount[mount.length - 1])).isTrue();
        }
    }

    private interface Deed {
        void run() throws IOException;
    }

    @Test
    void openingWhatIsNoFolderLeavesNoDescriptorAndClosesNoneTwice() throws IOException {
        assumeThat(Files.isDirectory(Path.of("/proc/self/fd"))).isTrue();
        files(root, "plain");
        try (OpenDirectory folder = new StorageRoot(calls, root).open()) {
            EntryName plain = folder.name("plain");
            long before = descriptors();
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> calls.open(folder.handle(), plain)).isInstanceOf(IOException.class);
            }
            assertThat(descriptors()).isLessThan(before + 20);
            assertThat(folder.stat(plain).is(Stat.Kind.FILE)).isTrue();
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void namesAreHandedOverOnceForAHandleAndNeverFromAClosedOne() throws IOException {
        files(root, "a");
        OpenDirectory folder = new StorageRoot(calls, root).open();
        calls.names(folder.handle(), name -> {});

        assertThatThrownBy(() -> calls.names(folder.handle(), name -> {})).isInstanceOf(IllegalStateException.class);
        folder.close();
        assertThatThrownBy(() -> calls.names(folder.handle(), name -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noCallRemovesAThingOfAnotherKind() throws IOException {
        files(root, "folder/a", "file");
        try (OpenDirectory folder = new StorageRoot(calls, root).open()) {
            EntryName sub = folder.name("folder");

            assertThatThrownBy(() -> calls.unlink(folder.handle(), sub)).isInstanceOf(FileSystemException.class);
            assertThatThrownBy(() -> calls.removeDirectory(folder.handle(), folder.name("file")))
                    .isInstanceOf(FileSystemException.class);
            assertThatThrownBy(() -> calls.removeDirectory(folder.handle(), sub))
                    .isInstanceOf(DirectoryNotEmptyException.class);
        }
        assertThat(filesIn(root)).containsExactly("file", "folder/a");
    }

    @Test
    void anImmutableFileFailsAndStays() {
        files(root, "a", "b");
        Path stuck = root.resolve("a");
        assumed("chattr", "+i", stuck.toString());
        try {
            LocalDirectory storage = LocalDirectory.at(root);

            Map<String, Outcome> outcomes = removing(storage, theFiles(storage, "a", "b"));

            assertThat(outcomes.get("a")).isInstanceOf(Outcome.Failed.class);
            assertThat(outcomes.get("b")).isEqualTo(new Outcome.Deleted());
            assertThat(filesIn(root)).containsExactly("a");
        } finally {
            assertThat(runs("chattr", "-i", stuck.toString())).isTrue();
        }
    }

    @Test
    void onAReadOnlyFileSystemEachFileFailsAndNothingIsLeftHalfDone() throws IOException {
        mounting(new String[] {"mount", "-t", "tmpfs", "none", root.toString()}, () -> {
            files(root, "a", "b");
            LocalDirectory storage = LocalDirectory.at(root);
            Map<String, Outcome> outcomes;
            var seen = theFiles(storage, "a", "b");
            assumed("mount", "-o", "remount,ro", root.toString());

            outcomes = removing(storage, seen);

            assertThat(outcomes.values())
                    .hasSize(2)
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Failed.class));
            assertThat(storage.recover(Instant.now())).isEmpty();
            assertThat(filesIn(root)).containsExactly("a", "b");
        });
    }

    @Test
    void aFileOnWhichAnotherIsMountedFailsAndBothStay() throws IOException {
        files(root, "a");
        Path other = file(temp.resolve("other"), "precious");
        ScriptedCalls unaware = new ScriptedCalls();
        unaware.mounted();
        mounting(
                new String[] {
                    "mount", "--bind", other.toString(), root.resolve("a").toString()
                },
                () -> {
                    LocalDirectory storage = Directories.over(root, unaware);

                    assertThat(removing(storage, theFile(storage, "a"))).isInstanceOf(Outcome.Failed.class);
                    assertThat(Found.listing(LocalDirectory.at(root)).unusable).containsKey("a");
                });
        assertThat(other).hasContent("precious");
        assertThat(root.resolve("a")).hasContent("a");
    }

    @Test
    void aMountPointIsNoEmptyFolder() throws IOException {
        Path mounted = directory(root.resolve("mounted"));
        Path elsewhere = directory(temp.resolve("elsewhere"));
        directory(elsewhere.resolve("inner"));
        ScriptedCalls unaware = new ScriptedCalls();
        unaware.mounted();
        mounting(new String[] {"mount", "--bind", elsewhere.toString(), mounted.toString()}, () -> {
            LocalDirectory storage = Directories.over(root, unaware).removingEmptyFolders(java.time.Duration.ofDays(1));
            Instant later = Instant.now().plusSeconds(90_000);

            storage.recover(later);
            assertThat(elsewhere.resolve("inner")).exists();
            Files.delete(elsewhere.resolve("inner"));
            storage.recover(later);
            assertThat(mounted).exists();
        });
    }

    @Test
    void onAFullDiskRemovalGoesOnWithWhatTheFirstOneReserved() throws IOException {
        mounting(new String[] {"mount", "-t", "tmpfs", "-o", "size=1m", "none", root.toString()}, () -> {
            removesOnAFullDisk();
        });
    }

    @Test
    void onAFullDiskOfExt4RemovalGoesOnToo() throws IOException {
        Path image = temp.resolve("image");
        try (OutputStream out = Files.newOutputStream(image)) {
            out.write(new byte[4 << 20]);
        }
        assumed("mkfs.ext4", "-q", "-m", "0", "-O", "^has_journal", image.toString());
        mounting(new String[] {"mount", "-o", "loop", image.toString(), root.toString()}, () -> {
            removesOnAFullDisk();
        });
    }

    private void removesOnAFullDisk() throws IOException {
        files(root, "first", "a", "b", "c");
        LocalDirectory storage = LocalDirectory.at(root);
        removing(storage, theFile(storage, "first"));
        fill(root.resolve("filling"));

        Map<String, Outcome> outcomes = removing(storage, theFiles(storage, "a", "b"));
        assertThat(outcomes.values()).containsOnly(new Outcome.Deleted());

        StoredFile last = theFile(storage, "c");
        QuarantineNote note = new QuarantineNote("media", "run", "task", Instant.EPOCH, Instant.EPOCH, Set.of());
        storage.quarantine(
                Map.of(last, note), (file, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Quarantined.class));
        assertThat(filesIn(root)).doesNotContain("a", "b", "c").contains("filling0");
    }

    /** Where files are many and small, numbers for new ones run out before space does. */
    @Test
    void whereNoFileMoreCanBeMadeRemovalGoesOnToo() throws IOException {
        mounting(new String[] {"mount", "-t", "tmpfs", "-o", "nr_inodes=40", "none", root.toString()}, () -> {
            files(root, "a", "b", "c");
            LocalDirectory storage = LocalDirectory.at(root);
            storage.reserveSpace();
            fillWithFiles();

            assertThat(removing(storage, theFiles(storage, "a", "b")).values()).containsOnly(new Outcome.Deleted());
            fillWithFiles();
            assertThat(removing(storage, theFile(storage, "c"))).isEqualTo(new Outcome.Deleted());
            assertThat(filesIn(root)).doesNotContain("a", "b", "c").contains("empty0");
        });
    }

    private void fillWithFiles() {
        try {
            for (int files = 0; ; files++) {
                Files.write(root.resolve("empty" + files), new byte[0]);
            }
        } catch (IOException noneMore) {
            return;
        }
    }

    @Test
    void onADiskThatWasFullBeforeTheFirstRunNothingIsMovedAndAHandIsAskedFor() throws IOException {
        mounting(new String[] {"mount", "-t", "tmpfs", "-o", "size=1m", "none", root.toString()}, () -> {
            files(root, "a", "b");
            LocalDirectory storage = LocalDirectory.at(root);
            fill(root.resolve("filling"));

            RemoveTest.assertFailed(removing(storage, theFile(storage, "a")), "No space left", "free 300 KB by hand");
            assertThat(filesIn(root)).contains("a", "b");

            Files.delete(root.resolve("filling0"));
            storage.reserveSpace();
            fill(root.resolve("filling"));
            assertThat(removing(storage, theFiles(storage, "a", "b")).values()).containsOnly(new Outcome.Deleted());
        });
    }

    /** Until not even one byte more can be stored. */
    private static void fill(Path path) throws IOException {
        for (int files = 0; ; files++) {
            Path file = path.resolveSibling("filling" + files);
            try (OutputStream out = Files.newOutputStream(file)) {
                for (int blocks = 0; blocks < 1 << 20; blocks++) {
                    out.write(new byte[1 << 12]);
                }
            } catch (IOException full) {
                if (Files.size(file) == 0) {
                    Files.delete(file);
                    return;
                }
            }
        }
    }
}
