package dev.cleanup.local.internal.fs;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.Directories;
import dev.cleanup.local.Found;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.storage.FileKey;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class MountTableTest {

    @TempDir
    private Path temp;

    private Path root;
    private final ScriptedCalls calls = new ScriptedCalls();

    @BeforeEach
    void makeRoot() throws Exception {
        root = files(directory(temp.toRealPath().resolve("store")), "a", "with space/b", "volume/c", "volumes/d");
    }

    private void mounted(String... names) {
        String[] lines = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            lines[i] = "36 35 98:0 /data " + root + "/" + names[i] + " rw,noatime master:1 - ext4 /dev/sda rw";
        }
        calls.mounted(lines);
    }

    @Test
    void whatIsMountedBelowTheRootIsNotEntered() {
        mounted("volume", "with\\040space", "a");
        LocalDirectory storage = Directories.over(root, calls);

        Found found = Found.listing(storage);

        assertThat(found.keys).containsExactly("volumes/d");
        assertThat(found.unusable).containsOnlyKeys("volume", "with space", "a").containsValue(MountTable.WHY);
        assertThat(Found.lookingUp(storage, "volume/c", "a", "with space/b", "volumes/d").unusable)
                .containsOnlyKeys("volume/c", "a", "with space/b");
    }

    @Test
    void theRootItselfAndWhatIsElsewhereAreNoMountsBelowIt() {
        calls.mounted(
                "36 35 98:0 / " + root + " rw - ext4 /dev/sda rw",
                "37 35 98:0 / " + root + "s/a rw - ext4 /dev/sda rw",
                "garbage",
                "");

        assertThat(MountTable.below(calls, root).keys()).isEmpty();
        assertThat(Found.listing(Directories.over(root, calls)).keys).hasSize(4);
    }

    @Test
    void aMountCoversWhatLiesInItAndNoLongerName() {
        mounted("volume");
        MountTable mounts = MountTable.below(calls, root);

        assertThat(mounts.cover(FileKey.of("volume"))).isTrue();
        assertThat(mounts.cover(FileKey.of("volume/c/d"))).isTrue();
        assertThat(mounts.cover(FileKey.of("volumes/d"))).isFalse();
        assertThat(mounts.cover(FileKey.of("a/volume"))).isFalse();
    }
}
