package dev.cleanup.local.internal.remove;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.local.Directories;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.internal.fs.ScriptedCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class EmptyDirectorySweepTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path temp;

    private Path root;
    private final ScriptedCalls calls = new ScriptedCalls();

    @BeforeEach
    void makeRoot() {
        root = directory(temp.resolve("store"));
        directory(root.resolve("empty"));
        directory(root.resolve("outer/inner"));
        files(root, "full/a");
    }

    private LocalDirectory storage() {
        return Directories.over(root, calls).removingEmptyFolders(DAY);
    }

    private static Instant tomorrow() {
        return Instant.now().plus(DAY).plusSeconds(1);
    }

    @Test
    void theyStayWhereTheHostSaysNothing() {
        assertThat(LocalDirectory.at(root).recover(tomorrow())).isEmpty();

        assertThat(root.resolve("empty")).exists();
    }

    @Test
    void oldOnesGoOneLevelAtATime() {
        assertThat(storage().recover(tomorrow())).containsExactly("2 empty folders were removed.");
        assertThat(root.resolve("empty")).doesNotExist();
        assertThat(root.resolve("outer/inner")).doesNotExist();
        assertThat(root.resolve("outer")).as("is young by now").exists();
        assertThat(root.resolve("full/a")).exists();

        assertThat(storage().recover(tomorrow())).as("a day later").containsExactly("1 empty folder was removed.");
        assertThat(root.resolve("outer")).doesNotExist();
        assertThat(storage().recover(tomorrow())).isEmpty();
        assertThat(root).exists();
    }

    @Test
    void youngOnesStayHoweverOldTheyLook() throws IOException {
        Files.setLastModifiedTime(root.resolve("empty"), java.nio.file.attribute.FileTime.from(Instant.EPOCH));

        assertThat(storage().recover(Instant.now())).isEmpty();

        assertThat(root.resolve("empty")).exists();
    }

    @Test
    void theRootStaysEvenIfItIsEmpty() throws IOException {
        root = directory(temp.resolve("bare"));

        assertThat(storage().recover(tomorrow())).isEmpty();

        assertThat(root).exists();
    }

    @Test
    void excludedFoldersAndThoseOfOthersStay() {
        directory(root.resolve("lost+found"));
        directory(root.resolve("cache/empty"));

        storage().excluding("empty", "cache").recover(tomorrow());

        assertThat(root.resolve("empty")).exists();
        assertThat(root.resolve("cache/empty")).exists();
        assertThat(root.resolve("lost+found")).exists();
    }

    @Test
    void aMountedFolderStays() {
        calls.mounted("36 35 98:0 / " + root + "/empty rw - ext4 /dev/sda rw");

        storage().recover(tomorrow());

        assertThat(root.resolve("empty")).exists();
        assertThat(root.resolve("outer/inner")).doesNotExist();
    }

    @Test
    void aFolderThatIsFilledMeanwhileStays() {
        calls.before(ScriptedCalls.Call.REMOVE_DIRECTORY, 1, () -> {
            files(root, "empty/new");
            files(root, "outer/inner/new");
        });

        assertThat(storage().recover(tomorrow())).isEmpty();

        assertThat(root.resolve("empty/new")).exists();
        assertThat(root.resolve("outer/inner/new")).exists();
    }

    @Test
    void aFolderWhoseAgeCannotBeReadStays() {
        LocalDirectory storage = storage();
        for (int n = 1; n <= 10; n++) {
            calls.failing(ScriptedCalls.Call.DETAILS, n, new IOException("unreadable"));
        }

        assertThat(storage.recover(tomorrow())).isEmpty();

        assertThat(root.resolve("empty")).exists();
        assertThat(root.resolve("outer/inner")).exists();
    }

    @Test
    void anAgeIsPositiveAndStatedOnce() {
        assertThatThrownBy(() -> LocalDirectory.at(root).removingEmptyFolders(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("age (PT0S)", "more than zero", "about to be stored into");
        assertThatThrownBy(() -> storage().removingEmptyFolders(DAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("already set to PT24H");
    }
}
