package dev.cleanup.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.testkit.StorageTargetContract;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class LocalDirectoryContractTest extends StorageTargetContract {

    @TempDir
    private Path root;

    private final ScriptedCalls calls = new ScriptedCalls();
    private LocalDirectory storage;

    @BeforeEach
    void compose() {
        storage = LocalDirectory.at(root, calls);
    }

    @Override
    protected StorageTarget storage() {
        return storage;
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
        return Trees.exists(path(key));
    }

    /** By a fault in its move, as the superuser is hindered by no permission. */
    @Override
    protected boolean hinderRemoval(FileKey key) {
        calls.refusing(key.name(), new AccessDeniedException(key.path()));
        return true;
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(storage.notes()).isEmpty();
    }
}
