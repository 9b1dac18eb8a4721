package dev.cleanup.testkit;

import dev.cleanup.storage.FileContent;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.storage.WritableStorage;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Passes every call on, for storages that are broken in one place. */
public class PassingStorage implements ListableStorage, QuarantineStorage, WritableStorage {

    public final InMemoryStorage good;

    public PassingStorage(InMemoryStorage good) {
        this.good = good;
    }

    @Override
    public String id() {
        return good.id();
    }

    @Override
    public Set<FileTimes.Kind> times() {
        return good.times();
    }

    @Override
    public void verify() {
        good.verify();
    }

    @Override
    public void list(ListingSink sink) {
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
    public void quarantine(Map<StoredFile, QuarantineNote> batch, OutcomeSink<StoredFile> sink) {
        good.quarantine(batch, sink);
    }

    @Override
    public void quarantined(Consumer<QuarantinedFile> sink) {
        good.quarantined(sink);
    }

    @Override
    public void restore(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
        good.restore(batch, sink);
    }

    @Override
    public void purge(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
        good.purge(batch, sink);
    }

    @Override
    public void copy(StoredFile file, OutputStream to) throws IOException {
        good.copy(file, to);
    }

    @Override
    public StoredFile write(FileKey key, FileContent content) throws IOException {
        return good.write(key, content);
    }
}
