package dev.cleanup.jdbc;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A storage as one of several processes sees it: the same files under an id of its own.
 *
 * @param stored the files
 * @param process tells the id from others
 * @param beforeRemoval what happens before anything is removed from here
 */
record SharedStorage(StorageTarget stored, String process, Runnable beforeRemoval) implements StorageTarget {

    @Override
    public String id() {
        return stored.id() + process;
    }

    @Override
    public Set<FileTimes.Kind> times() {
        return stored.times();
    }

    @Override
    public void verify() {
        stored.verify();
    }

    @Override
    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
        stored.lookUp(keys, sink);
    }

    @Override
    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
        beforeRemoval.run();
        stored.remove(batch, sink);
    }
}
