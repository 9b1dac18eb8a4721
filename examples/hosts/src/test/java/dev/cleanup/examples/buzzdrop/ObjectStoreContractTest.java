package dev.cleanup.examples.buzzdrop;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.testkit.contract.StorageTargetContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** The storage that the host wrote itself does what the library expects of each. */
class ObjectStoreContractTest extends StorageTargetContract {

    private final ObjectStoreServer server;
    private final ObjectStore store;

    ObjectStoreContractTest() throws IOException {
        server = new ObjectStoreServer();
        store = new ObjectStore(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected StorageTarget storage() {
        return store;
    }

    @Override
    protected void put(FileKey key, byte[] content) {
        server.put(key.path(), content);
    }

    @Override
    protected void replace(FileKey key, byte[] content) {
        server.put(key.path(), content);
    }

    @Override
    protected void delete(FileKey key) {
        server.delete(key.path());
    }

    @Override
    protected boolean exists(FileKey key) {
        return server.has(key.path());
    }
}
