package dev.cleanup;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A storage that writes down which files are looked up, and leaves the rest to another. */
final class CountedLookUps implements ListableStorage {

    private final ListableStorage real;
    private final List<FileKey> lookedUp = new ArrayList<>();

    CountedLookUps(ListableStorage real) {
        this.real = real;
    }

    List<FileKey> lookedUp() {
        return lookedUp;
    }

    @Override
    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
        lookedUp.addAll(keys);
        real.lookUp(keys, sink);
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public Set<FileTimes.Kind> times() {
        return real.times();
    }

    @Override
    public void verify() {
        real.verify();
    }

    @Override
    public void list(ListingSink sink) {
        real.list(sink);
    }

    @Override
    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
        real.remove(batch, sink);
    }
}
