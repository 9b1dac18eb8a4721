package dev.cleanup.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.internal.fs.ScriptedCalls;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.testkit.contract.StorageTargetContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class LocalDirectoryContractTest extends StorageTargetContract {

    @TempDir
    private Path root;

    @TempDir
    private Path elsewhere;

    private final ScriptedCalls calls = new ScriptedCalls();
    private LocalDirectory storage;
    private boolean isMoved;

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
        Path other = Files.write(elsewhere.resolve("other"), content);
        Files.move(other, path(key), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    protected void delete(FileKey key) throws IOException {
        Files.delete(path(key));
    }

    @Override
    protected boolean exists(FileKey key) {
        return Trees.exists(path(key));
    }

    @Override
    protected boolean putOfSize(FileKey key, long size) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(path(key).toFile(), "rw")) {
            sparse.setLength(size);
        }
        return true;
    }

    @Override
    protected boolean putUnusable() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), root.resolve("elsewhere"));
        return true;
    }

    @Override
    protected boolean takePlaceAway() throws IOException {
        Files.move(root, elsewhere.resolve("moved"));
        Files.createDirectory(root);
        isMoved = true;
        return true;
    }

    /** By a fault in its move, as the superuser is hindered by no permission. */
    @Override
    protected boolean hinderRemoval(FileKey key) {
        calls.refusing(key.name(), new AccessDeniedException(key.path()));
        return true;
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(storage.limitations()).hasSize(isMoved ? 1 : 0);
    }
}
