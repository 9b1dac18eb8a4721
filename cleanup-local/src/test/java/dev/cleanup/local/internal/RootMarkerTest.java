package dev.cleanup.local.internal;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.local.Found;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.Trees;
import dev.cleanup.storage.StorageUnavailableException;
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
class RootMarkerTest {

    @TempDir
    private Path temp;

    private Path root;
    private LocalDirectory storage;

    @BeforeEach
    void store() {
        root = directory(temp.resolve("store"));
        storage = LocalDirectory.at(root);
    }

    @Test
    void aStorageThatHoldsItsMarkIsAvailable() {
        storage.writeMarker("media-7");

        assertThatCode(() -> storage.expectingMarker("media-7").verify()).doesNotThrowAnyException();
    }

    @Test
    void aStorageWithoutItsMarkIsUnavailable() {
        assertThatThrownBy(() -> storage.expectingMarker("media-7").verify())
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("has no mark .cleanup-root: an unmounted disk looks like this")
                .hasMessageContaining("mount the storage that is marked 'media-7'");
    }

    @Test
    void aForeignMarkMakesItUnavailable() {
        storage.writeMarker("media-8");

        assertThatThrownBy(() -> storage.expectingMarker("media-7").verify())
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("is marked as 'media-8' and not as 'media-7'");
    }

    @Test
    void aMarkBehindALinkIsNotFollowed() throws IOException {
        Path elsewhere = file(temp.resolve("elsewhere"), "media-7");
        Files.createSymbolicLink(root.resolve(".cleanup-root"), elsewhere);

        assertThatThrownBy(() -> storage.expectingMarker("media-7").verify())
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("symbolic link");
    }

    @Test
    void aMarkThatIsNoMarkIsNotReadToItsEnd() {
        file(root.resolve(".cleanup-root"), "x".repeat(100_000));

        assertThatThrownBy(() -> storage.expectingMarker("media-7").verify())
                .hasMessageContaining("it holds more than 800 bytes");
    }

    @Test
    void aMarkIsNeverReplaced() {
        storage.writeMarker("media-7");

        assertThatThrownBy(() -> storage.writeMarker("media-8"))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("could not be marked as 'media-8'")
                .hasMessageContaining("never replaced");
        assertThat(root.resolve(".cleanup-root")).hasContent("media-7");
    }

    @Test
    void theMarkIsNoFileOfTheStorage() {
        storage.writeMarker("media-7");
        Trees.files(root, "a");

        assertThat(Found.listing(storage).keys).containsExactly("a");
    }

    @Test
    void anIdIsOneLineAndStatedOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.expectingMarker(" "))
                .withMessageContaining("id ( ) of a marked storage must be one line");
        assertThatIllegalArgumentException().isThrownBy(() -> storage.expectingMarker("a\nb"));
        assertThatIllegalStateException()
                .isThrownBy(() -> storage.expectingMarker("a").expectingMarker("b"))
                .withMessageContaining("marked was already set to a");
    }

    @Test
    void withoutItsMarkNothingIsPutInOrderNorMade() {
        Path folder = directory(root.resolve("empty"));
        LocalDirectory marked = storage.expectingMarker("media-7").removingEmptyFolders(Duration.ofDays(1));
        Instant later = Instant.now().plus(Duration.ofDays(2));

        assertThatThrownBy(() -> marked.recover(later)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(marked::reserveSpace).isInstanceOf(StorageUnavailableException.class);
        assertThat(folder).exists();
        assertThat(root.resolve(".cleanup")).doesNotExist();

        storage.writeMarker("media-7");
        assertThat(marked.recover(later)).hasSize(1);
        assertThat(folder).doesNotExist();
    }
}
