package dev.cleanup;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A storage in a process that has no other letters than ASCII for file names. */
record AsciiStorage(InMemoryStorage storage) implements ListableStorage {

    @Override
    public boolean supportsKey(FileKey key) {
        return key.path().chars().allMatch(c -> c < 0x80);
    }

    @Override
    public String id() {
        return storage.id();
    }

    @Override
    public Set<FileTimes.Kind> times() {
        return storage.times();
    }

    @Override
    public void verify() {
        storage.verify();
    }

    @Override
    public void list(ListingSink sink) {
        storage.list(sink);
    }

    @Override
    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
        storage.lookUp(keys, sink);
    }

    @Override
    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
        storage.remove(batch, sink);
    }
}
