package dev.cleanup.testkit.fake;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.testkit.contract.StorageTargetContract;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;

@Tag("fast")
public class InMemoryStorageContractTest extends StorageTargetContract {

    private final InstantSource noon = InstantSource.fixed(Instant.parse("2026-01-09T12:00:00Z"));
    private final InMemoryStorage storage = InMemoryStorage.named("uploads", noon);

    @Override
    protected InstantSource clock() {
        return noon;
    }

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

    @Override
    protected boolean putOfSize(FileKey key, long size) {
        storage.put(key.path(), size);
        return true;
    }

    @Override
    protected boolean putUnusable() {
        storage.putUnusable("../outside", "the name climbs out of the storage");
        return true;
    }

    @Override
    protected boolean hinderLookUp(FileKey key) {
        storage.failLookUp(key.path());
        return true;
    }

    @Override
    protected boolean hinderListing(String folder) {
        storage.failFolder(folder);
        return true;
    }

    @Override
    protected boolean loseAnswer(FileKey key) {
        storage.losesAnswerFor(key.path());
        return true;
    }

    @Override
    protected boolean takePlaceAway() {
        storage.failVerify();
        storage.failListing(0);
        return true;
    }
}
