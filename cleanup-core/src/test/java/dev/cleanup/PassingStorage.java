package dev.cleanup;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StoredFile;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Passes every call on, for storages that differ in one place. */
class PassingStorage implements ListableStorage {

    private final ListableStorage stored;

    PassingStorage(ListableStorage stored) {
        this.stored = stored;
    }

    @Override
    public String id() {
        return stored.id();
    }

    @Override
    public Set<FileTimes.Kind> times() {
        return stored.times();
    }

    @Override
    public boolean supportsKey(FileKey key) {
        return stored.supportsKey(key);
    }

    @Override
    public void verify() {
        stored.verify();
    }

    @Override
    public void list(ListingSink sink) {
        stored.list(sink);
    }

    @Override
    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
        stored.lookUp(keys, sink);
    }

    @Override
    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
        stored.remove(batch, sink);
    }
}
