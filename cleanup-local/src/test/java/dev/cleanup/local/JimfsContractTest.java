package dev.cleanup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.testkit.contract.StorageTargetContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shapes of other platforms: with and without secure directory streams, with and without letter case. */
@Tag("fast")
class JimfsContractTest {

    private abstract static class OnJimfs extends StorageTargetContract {

        private final Configuration configuration;
        private FileSystem fileSystem;
        private Path root;
        private LocalDirectory storage;

        OnJimfs(Configuration configuration) {
            this.configuration = configuration;
        }

        @BeforeEach
        void compose() throws IOException {
            fileSystem = Jimfs.newFileSystem(configuration);
            root = Files.createDirectory(fileSystem.getPath("store")).toAbsolutePath();
            storage = LocalDirectory.insecurelyAt(root);
        }

        @AfterEach
        void nothingIsLeftBehind() throws IOException {
            boolean warned = storage.limitations().stream().anyMatch(note -> note.contains("secure directory streams"));
            boolean lies = storage.limitations().stream().anyMatch(note -> note.contains(" in " + root));
            fileSystem.close();
            assertThat(lies).isFalse();
            assertThat(warned).isEqualTo(!isSecure());
        }

        abstract boolean isSecure();

        @Override
        protected StorageTarget storage() {
            return storage;
        }

        @Override
        protected boolean canStore(FileKey key) {
            return storage.supportsKey(key);
        }

        @Override
        protected boolean tellsApart(FileKey one, FileKey other) {
            return isSecure();
        }

        private Path path(FileKey key) {
            return root.resolve(key.path());
        }

        @Override
        protected void put(FileKey key, byte[] content) throws IOException {
            Files.createDirectories(path(key).getParent());
            Files.write(path(key), content);
        }

        @Override
        protected void replace(FileKey key, byte[] content) throws IOException {
            delete(key);
            put(key, content);
        }

        @Override
        protected void delete(FileKey key) throws IOException {
            Files.delete(path(key));
        }

        @Override
        protected boolean exists(FileKey key) {
            try {
                return Files.exists(path(key));
            } catch (InvalidPathException impossible) {
                return false;
            }
        }
    }

    @Nested
    class Unix extends OnJimfs {
        Unix() {
            super(Configuration.unix().toBuilder()
                    .setAttributeViews("basic", "owner", "posix")
                    .build());
        }

        @Override
        boolean isSecure() {
            return true;
        }
    }

    @Nested
    class OsX extends OnJimfs {
        OsX() {
            super(Configuration.osX());
        }

        @Override
        boolean isSecure() {
            return false;
        }
    }

    @Nested
    class Windows extends OnJimfs {
        Windows() {
            super(Configuration.windows());
        }

        @Override
        boolean isSecure() {
            return false;
        }
    }

    @Test
    void withoutSecureStreamsOnlyPlainWordsOpenIt() throws IOException {
        Path root = Files.createDirectory(
                Jimfs.newFileSystem(Configuration.windows()).getPath("C:\\store"));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> LocalDirectory.at(root))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("insecurelyAt(..)");
        assertThat(LocalDirectory.insecurelyAt(root).limitations())
                .anyMatch(note -> note.contains("Let nobody else write below the root"));
    }
}
