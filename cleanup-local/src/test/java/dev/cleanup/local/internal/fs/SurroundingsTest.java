package dev.cleanup.local.internal.fs;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.Trees.filesIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cleanup.local.ChildJvm;
import dev.cleanup.local.Directories;
import dev.cleanup.local.Found;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.Trees;
import dev.cleanup.local.internal.RootMarker;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What needs another process: pipes, mounts, another user, another encoding. */
@Timeout(60)
public class SurroundingsTest {

    /** The command that runs a program as a user of no rights. */
    public static final List<String> AS_NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    @TempDir
    private Path temp;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = directory(temp.toRealPath().resolve("store"));
    }

    public static boolean runs(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void makePipe(Path path) {
        assumeThat(runs("mkfifo", path.toString())).as("mkfifo is there").isTrue();
    }

    @Test
    void aPipeIsNeverOpened() {
        makePipe(root.resolve("pipe"));
        directory(root.resolve("so-that-entries-are-looked-at.d"));
        LocalDirectory storage = LocalDirectory.at(root);

        assertThat(Found.listing(storage).unusable).containsEntry("pipe", "pipe, socket or device");
        assertThat(Found.lookingUp(storage, "pipe").unusable).containsEntry("pipe", "pipe, socket or device");
    }

    @Test
    void aPipeThatReplacesAFolderBeforeItIsOpenedHangsNobody() {
        files(root, "folder/a");
        ScriptedCalls calls = new ScriptedCalls();
        LocalDirectory storage = Directories.over(root, calls);
        calls.before(ScriptedCalls.Call.OPEN, root.getNameCount() + 1, () -> {
            Files.move(root.resolve("folder"), temp.resolve("aside"));
            makePipe(root.resolve("folder"));
        });

        assertThat(Found.listing(storage).failures.get("folder").type()).isEqualTo("NotDirectoryException");
    }

    @Test
    void aPipeInPlaceOfTheRootHangsNobody() throws IOException {
        LocalDirectory storage = LocalDirectory.at(root);
        Files.delete(root);
        makePipe(root);

        org.assertj.core.api.Assertions.assertThatThrownBy(storage::verify)
                .hasMessageContaining("was replaced: 'store' is a pipe, socket or device");
    }

    @Test
    void anotherFileSystemIsNotEntered() {
        files(root, "a");
        Path mounted = directory(root.resolve("mounted"));
        assumeThat(runs("mount", "-t", "tmpfs", "none", mounted.toString()))
                .as("may mount")
                .isTrue();
        try {
            files(mounted, "precious");
            LocalDirectory storage = LocalDirectory.at(root);

            assertThat(Found.listing(storage).unusable).containsEntry("mounted", MountTable.WHY);
            assertThat(Found.lookingUp(storage, "mounted/precious").unusable.get("mounted/precious"))
                    .isEqualTo(MountTable.WHY);
        } finally {
            assertThat(runs("umount", mounted.toString())).isTrue();
        }
    }

    @Test
    void aMarkThatIsAPipeHangsNobody() throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
        ScriptedCalls calls = new ScriptedCalls();
        Files.writeString(root.resolve(RootMarker.NAME), "uploads-1");
        LocalDirectory storage = Directories.over(root, calls).expectingMarker("uploads-1");
        calls.before(ScriptedCalls.Call.READ, 1, () -> {
            Files.delete(root.resolve(RootMarker.NAME));
            makePipe(root.resolve(RootMarker.NAME));
        });

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatThrownBy(storage::verify)
                        .hasMessageContaining("has a mark .cleanup-root that cannot be read"));
    }

    @Test
    void aPipeThatReplacesAFileBeforeItIsCopiedHangsNobody() throws IOException {
        files(root, "d/a");
        Files.setPosixFilePermissions(root.resolve("d"), PosixFilePermissions.fromString("rwxrwxrwx"));
        ScriptedCalls calls = new ScriptedCalls();
        LocalDirectory storage = Directories.over(root, calls);
        StoredFile seen = Found.theFile(storage, "d/a");
        calls.before(ScriptedCalls.Call.COPY, 1, () -> {
            Files.delete(root.resolve("d/a"));
            makePipe(root.resolve("d/a"));
        });

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatThrownBy(() -> storage.copy(seen, OutputStream.nullOutputStream()))
                        .isInstanceOf(IOException.class));
    }

    @Test
    void aDeviceThatReplacesAFileIsNotCopiedForEver() {
        files(root, "d/a");
        ScriptedCalls calls = new ScriptedCalls();
        LocalDirectory storage = Directories.over(root, calls);
        StoredFile seen = Found.theFile(storage, "d/a");
        calls.before(ScriptedCalls.Call.COPY, 1, () -> {
            Files.delete(root.resolve("d/a"));
            assumeThat(runs("mknod", root.resolve("d/a").toString(), "c", "1", "5"))
                    .as("may make devices")
                    .isTrue();
        });

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatThrownBy(() -> storage.copy(seen, OutputStream.nullOutputStream()))
                        .isInstanceOf(IOException.class));
    }

    /** The upper layer lies on a file system that keeps no track of where a copied file came from. */
    @Test
    void aFileOfALowerLayerEndsUnderOneName() {
        Path lower = files(directory(temp.resolve("lower")), "d/a");
        Path upper = directory(temp.resolve("upper"));
        assumeThat(runs("mount", "-t", "tmpfs", "none", upper.toString()))
                .as("may mount")
                .isTrue();
        try {
            Path over = directory(upper.resolve("over"));
            Path work = directory(upper.resolve("work"));
            String layers = "lowerdir=" + lower + ",upperdir=" + over + ",workdir=" + work;
            assumeThat(runs("mount", "-t", "overlay", "none", "-o", layers, root.toString()))
                    .as("may mount an overlay")
                    .isTrue();
            try {
                LocalDirectory storage = LocalDirectory.at(root);

                Outcome first = Found.removing(storage, Found.theFile(storage, "d/a"));

                assertThat(first).isInstanceOf(Outcome.Kept.class);
                assertThat(Trees.batchesIn(root)).as("nothing lies aside").isEmpty();
                assertThat(Found.removing(storage, Found.theFile(storage, "d/a")))
                        .isEqualTo(new Outcome.Deleted());
            } finally {
                assertThat(runs("umount", root.toString())).isTrue();
            }
        } finally {
            assertThat(runs("umount", upper.toString())).isTrue();
        }
    }

    /** As a crash leaves it between the second name and the end of the first. */
    @Test
    void aFileOfALowerLayerWithTwoNamesIsRecovered() throws Exception {
        Path lower = files(directory(temp.resolve("lower")), "d/a");
        Path upper = directory(temp.resolve("upper"));
        assumeThat(runs("mount", "-t", "tmpfs", "none", upper.toString()))
                .as("may mount")
                .isTrue();
        try {
            String layers = "lowerdir=" + lower + ",upperdir=" + directory(upper.resolve("over")) + ",workdir="
                    + directory(upper.resolve("work"));
            assumeThat(runs("mount", "-t", "overlay", "none", "-o", layers, root.toString()))
                    .as("may mount an overlay")
                    .isTrue();
            try {
                ScriptedCalls calls = new ScriptedCalls();
                LocalDirectory dying = Directories.over(root, calls);
                calls.failing(ScriptedCalls.Call.UNLINK, 2, new IOException("killed"));
                Found.removing(dying, Found.theFile(dying, "d/a"));

                LocalDirectory.at(root).recover(java.time.Instant.now());

                assertThat(Trees.batchesIn(root)).as("nothing lies aside").isEmpty();
                assertThat(filesIn(root)).containsExactly("d/a");
            } finally {
                assertThat(runs("umount", root.toString())).isTrue();
            }
        } finally {
            assertThat(runs("umount", upper.toString())).isTrue();
        }
    }

    @Test
    void anotherMountOfTheSameFileSystemIsUntouched() {
        Path elsewhere = files(directory(temp.resolve("elsewhere")), "precious");
        Path mounted = directory(root.resolve("mounted"));
        assumeThat(runs("mount", "--bind", elsewhere.toString(), mounted.toString()))
                .as("may mount")
                .isTrue();
        try {
            LocalDirectory storage = LocalDirectory.at(root);
            assertThat(Found.listing(storage).unusable).containsEntry("mounted", MountTable.WHY);

            ScriptedCalls calls = new ScriptedCalls();
            calls.mounted();
            LocalDirectory unaware = Directories.over(root, calls);
            Outcome outcome = Found.removing(unaware, Found.theFile(unaware, "mounted/precious"));

            RemoveTest.assertFailed(outcome, "lies on another mount", "was not touched");
            assertThat(filesIn(elsewhere)).containsExactly("precious");
        } finally {
            assertThat(runs("umount", mounted.toString())).isTrue();
        }
    }

    @Test
    void anUnmountedDiskIsNoStorage() {
        Path mounted = directory(root.resolve("disk"));
        assumeThat(runs("mount", "-t", "tmpfs", "none", mounted.toString()))
                .as("may mount")
                .isTrue();
        LocalDirectory storage;
        try {
            storage = LocalDirectory.at(mounted);
        } finally {
            assertThat(runs("umount", mounted.toString())).isTrue();
        }

        org.assertj.core.api.Assertions.assertThatThrownBy(storage::verify)
                .hasMessageContaining("was replaced: it was");
    }

    @Test
    void anotherUserSeesWhatItMayAndIsToldOfTheRest() throws Exception {
        assumeThat(runs("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true"))
                .as("may be nobody")
                .isTrue();
        files(root, "closed/a", "open/b", "c");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("rwx--x--x"));

        List<String> said = ChildJvm.run(temp, AS_NOBODY, "C.UTF-8", root.toString(), "c");

        assertThat(said)
                .contains("key c", "key open/b", "unreadable closed AccessDeniedException")
                .noneMatch(line -> line.startsWith("key closed"))
                .anyMatch(line -> line.startsWith("outcome c Failed") && line.contains("let this process write"));
        assertThat(filesIn(root)).hasSize(3);
    }

    @Test
    void withoutAnEncodingForTheirLettersNamesAreNeitherListedNorAbsent() throws Exception {
        files(root, "plain", "caf\u00e9", "cafe");

        List<String> said = ChildJvm.run(temp, List.of(), "C", root.toString(), "caf(e)", "plain");

        assertThat(said)
                .contains("key cafe", "key plain", "outcome plain Deleted[]")
                .contains("holds plain true", "holds caf{00e9} false")
                .contains("unusable caf{fffd}{fffd} name is not text in ANSI_X3.4-1968")
                .anyMatch(line -> line.startsWith("note File names are read in ANSI_X3.4-1968"))
                .anyMatch(line -> line.startsWith("unknown caf{00e9} UnmappableNameException")
                        && line.contains("cannot be written in ANSI_X3.4-1968")
                        && line.contains("LC_ALL=C.UTF-8"));
        assertThat(filesIn(root)).containsExactly("cafe", "caf\u00e9");
    }
}
