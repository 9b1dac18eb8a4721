package dev.cleanup.testkit;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageTarget;
import org.junit.jupiter.api.Tag;

@Tag("fast")
class InMemoryStorageContractTest extends StorageTargetContract {

    private final InMemoryStorage storage = InMemoryStorage.named("uploads");

    @Override
    protected StorageTarget storage() {
        return storage;
    }

    @Override
    protected void put(FileKey key, byte[] content) {
        storage.put(key.path(), content);
    }

    @Override
    protected void replace(FileKey key, byte[] content) {
        storage.delete(key.path());
        storage.put(key.path(), content);
    }

    @Override
    protected void delete(FileKey key) {
        storage.delete(key.path());
    }

    @Override
    protected boolean exists(FileKey key) {
        return storage.contains(key.path());
    }

    @Override
    protected boolean hinderRemoval(FileKey key) {
        storage.failRemoval(key.path());
        return true;
    }
}
