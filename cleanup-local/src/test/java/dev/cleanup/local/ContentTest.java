package dev.cleanup.local;

import static dev.cleanup.local.Trees.content;
import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.Trees.filesIn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.local.internal.fs.KilledCalls;
import dev.cleanup.local.internal.fs.ScriptedCalls;
import dev.cleanup.local.internal.fs.ScriptedCalls.Call;
import dev.cleanup.storage.FileChangedException;
import dev.cleanup.storage.FileContent;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content goes out of the file that was seen, and comes in whole or not at all. */
@Tag("fast")
class ContentTest {

    private static final FileContent TEXT = to -> to.write("the content".getBytes(UTF_8));

    @TempDir
    private Path temp;

    private Path root;
    private final ScriptedCalls calls = new ScriptedCalls();
    private LocalDirectory storage;

    @BeforeEach
    void makeRoot() {
        root = files(directory(temp.resolve("store")), "d/a");
        files(directory(temp.resolve("victim")), "a");
        storage = LocalDirectory.at(root, calls);
    }

    private StoredFile seen() {
        return Found.theFile(storage, "d/a");
    }

    private void assertNothingVouchedFor(StoredFile seen, String why) {
        assertThatThrownBy(() -> storage.copy(seen, new ByteArrayOutputStream()))
                .isInstanceOf(FileChangedException.class)
                .hasMessageStartingWith("d/a is not the file that was seen: ")
                .hasMessageContaining(why);
    }

    // ---- out ----

    @Test
    void aLinkInPlaceOfTheFileIsNotFollowed() throws IOException {
        StoredFile seen = seen();
        Files.delete(root.resolve("d/a"));
        Files.createSymbolicLink(root.resolve("d/a"), temp.resolve("victim/a"));

        assertNothingVouchedFor(seen, "now a symbolic link");
    }

    @Test
    void aLinkThatTakesThePlaceRightBeforeTheFileIsOpenedIsNotFollowed() throws IOException {
        StoredFile seen = seen();
        calls.before(Call.COPY, 1, () -> {
            Files.delete(root.resolve("d/a"));
            Files.createSymbolicLink(root.resolve("d/a"), temp.resolve("victim/a"));
        });

        assertThatThrownBy(() -> storage.copy(seen, new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anotherFileThatTakesThePlaceRightBeforeItIsOpenedIsNoticed() throws IOException {
        StoredFile seen = seen();
        calls.before(Call.COPY, 1, () -> {
            Files.delete(root.resolve("d/a"));
            Files.writeString(root.resolve("d/a"), "d/a");
        });

        assertNothingVouchedFor(seen, ", not (dev=");
    }

    @Test
    void aFolderThatIsSwappedForALinkMeanwhileIsNoticed() throws IOException {
        StoredFile seen = seen();
        calls.before(Call.COPY, 1, () -> {
            Files.move(root.resolve("d"), temp.resolve("moved"));
            Files.createSymbolicLink(root.resolve("d"), temp.resolve("victim"));
        });

        assertNothingVouchedFor(seen, "its folder was moved away or replaced meanwhile");
    }

    @Test
    void aFolderThatIsALinkIsNotEntered() throws IOException {
        StoredFile seen = seen();
        Files.move(root.resolve("d"), temp.resolve("moved"));
        Files.createSymbolicLink(root.resolve("d"), temp.resolve("victim"));

        assertNothingVouchedFor(seen, "'d' is a symbolic link");
    }

    @Test
    void aFileThatIsExcludedIsNotShown() throws IOException {
        StoredFile seen = seen();
        storage = storage.excluding("a");

        assertNothingVouchedFor(seen, "excluded by 'a'");
    }

    @Test
    void aReadThatEndsEarlyIsNoticed() throws IOException {
        StoredFile seen = seen();
        StoredFile longer = new StoredFile(seen.key(), 99, seen.times(), seen.identity());

        assertNothingVouchedFor(longer, "it showed 3 bytes, not the 99 that were seen");
    }

    // ---- in ----

    @Test
    void aNewFileAndItsFoldersAreThisUsersAloneFromTheFirstByteOn() throws IOException {
        List<String> seen = new ArrayList<>();
        FileContent looking = to -> {
            to.write(new byte[1 << 17]);
            try (Stream<Path> entries = Files.walk(root.resolve("new"))) {
                for (Path entry : entries.toList()) {
                    seen.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry)));
                }
            }
        };

        storage.write(FileKey.of("new/folder/b"), looking);

        assertThat(seen).containsExactly("rwx------", "rwx------", "rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("new/folder/b"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderThatWasThereKeepsItsRights() throws IOException {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(root.resolve("d"));

        storage.write(FileKey.of("d/b"), TEXT);

        assertThat(Files.getPosixFilePermissions(root.resolve("d"))).isEqualTo(before);
    }

    @Test
    void aNewFileLiesUnderItsNameAndNothingElseBesides() throws IOException {
        StoredFile written = storage.write(FileKey.of("new/folder/b"), TEXT);

        assertThat(content(root.resolve("new/folder/b"))).isEqualTo("the content");
        assertThat(written.size()).isEqualTo(11);
        assertThat(filesIn(root)).containsExactly("d/a", "new/folder/b");
    }

    @Test
    void aNameThatIsTakenMeanwhileIsNotReplaced() {
        calls.before(Call.LINK, 1, () -> Files.writeString(root.resolve("d/b"), "another"));

        assertThatThrownBy(() -> storage.write(FileKey.of("d/b"), TEXT)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(content(root.resolve("d/b"))).isEqualTo("another");
        assertThat(filesIn(root)).containsExactly("d/a", "d/b");
    }

    @Test
    void aFolderThatIsSwappedForALinkMeanwhileGetsNothing() {
        calls.before(Call.CREATE, 1, () -> {
            Files.move(root.resolve("d"), temp.resolve("moved"));
            Files.createSymbolicLink(root.resolve("d"), temp.resolve("victim"));
        });

        assertThatThrownBy(() -> storage.write(FileKey.of("d/b"), TEXT)).isInstanceOf(FileSystemException.class);

        assertThat(filesIn(temp.resolve("victim"))).containsExactly("a");
        assertThat(filesIn(temp.resolve("moved"))).containsExactly("a");
    }

    @Test
    void aNameThatIsExcludedOrOurOwnIsRefused() {
        assertThatThrownBy(() -> storage.write(FileKey.of(".cleanup/x"), TEXT)).hasMessageContaining("cleanup's own");
        assertThatThrownBy(() -> storage.excluding("*.tmp").write(FileKey.of("x.tmp"), TEXT))
                .hasMessageContaining("excluded by '*.tmp'");
        assertThat(filesIn(root)).containsExactly("d/a");
    }

    @Test
    void whicheverCallFailsTheNameLeadsToAWholeFileOrToNone() throws IOException {
        storage.write(FileKey.of("d/b"), TEXT);
        int all = calls.made().size();
        Files.delete(root.resolve("d/b"));
        for (int call = 1; call <= all; call++) {
            calls.failingAny(call, new IOException("call " + call));
            writeAsFarAsPossible();
            assertWholeOrNone(call);
            Files.deleteIfExists(root.resolve("d/b"));
        }
    }

    private void writeAsFarAsPossible() {
        try {
            storage.write(FileKey.of("d/b"), TEXT);
        } catch (IOException | RuntimeException fault) {
            assertThat(fault).isNotNull();
        }
    }

    private void assertWholeOrNone(int call) {
        assertThat(filesIn(root)).as("call %d", call).contains("d/a");
        if (Files.exists(root.resolve("d/b"))) {
            assertThat(content(root.resolve("d/b"))).as("call %d", call).isEqualTo("the content");
        }
    }

    @Test
    void aProcessThatDiesMeanwhileLeavesAWholeFileOrNone() throws IOException {
        for (int call = 1; call <= 4; call++) {
            for (KilledCalls killed : Set.of(KilledCalls.before(call), KilledCalls.after(call))) {
                LocalDirectory dying = LocalDirectory.at(root, killed.calls());
                KilledCalls.run(() -> dying.write(FileKey.of("e/b"), TEXT));
                if (Files.exists(root.resolve("e/b"))) {
                    assertThat(content(root.resolve("e/b"))).isEqualTo("the content");
                    Files.delete(root.resolve("e/b"));
                }
            }
        }
    }
}
