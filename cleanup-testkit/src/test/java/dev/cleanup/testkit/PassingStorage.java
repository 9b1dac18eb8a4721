package dev.cleanup.testkit;

import dev.cleanup.storage.AsideFile;
import dev.cleanup.storage.AsideNote;
import dev.cleanup.storage.AsideStorage;
import dev.cleanup.storage.Content;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.KeySink;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.storage.Times;
import dev.cleanup.storage.WritableStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Passes every call on, for storages that are broken in one place. */
class PassingStorage implements ListableStorage, AsideStorage, WritableStorage {

    final InMemoryStorage good;

    PassingStorage(InMemoryStorage good) {
        this.good = good;
    }

    @Override
    public String id() {
        return good.id();
    }

    @Override
    public Set<Times.Kind> times() {
        return good.times();
    }

    @Override
    public void verify() {
        good.verify();
    }

    @Override
    public void list(KeySink sink) {
        good.list(sink);
    }

    @Override
    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
        good.lookUp(keys, sink);
    }

    @Override
    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
        good.remove(batch, sink);
    }

    @Override
    public void setAside(Map<StoredFile, AsideNote> batch, OutcomeSink<StoredFile> sink) {
        good.setAside(batch, sink);
    }

    @Override
    public void aside(Consumer<AsideFile> sink) {
        good.aside(sink);
    }

    @Override
    public void putBack(List<AsideFile> batch, OutcomeSink<AsideFile> sink) {
        good.putBack(batch, sink);
    }

    @Override
    public void purge(List<AsideFile> batch, OutcomeSink<AsideFile> sink) {
        good.purge(batch, sink);
    }

    @Override
    public void copy(StoredFile file, OutputStream to) throws IOException {
        good.copy(file, to);
    }

    @Override
    public StoredFile write(FileKey key, Content content) throws IOException {
        return good.write(key, content);
    }
}
