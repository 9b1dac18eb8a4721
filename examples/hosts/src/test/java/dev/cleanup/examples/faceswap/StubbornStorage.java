package dev.cleanup.examples.faceswap;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StoredFile;
import java.nio.file.AccessDeniedException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A directory some of whose files the process may not remove, and that notes on which threads it is listed. It stands in for
 * permissions, which do not stop tests that run as root.
 */
record StubbornStorage(ListableStorage directory, Set<String> stubborn, Set<String> listingThreads)
        implements ListableStorage {

    @Override
    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
        batch.stream()
                .filter(this::isStubborn)
                .forEach(file -> sink.outcome(
                        file,
                        Outcome.failed(new AccessDeniedException(file.key().path()))));
        directory.remove(batch.stream().filter(file -> !isStubborn(file)).toList(), sink);
    }

    private boolean isStubborn(StoredFile file) {
        return stubborn.contains(file.key().path());
    }

    @Override
    public String id() {
        return directory.id();
    }

    @Override
    public Set<FileTimes.Kind> times() {
        return directory.times();
    }

    @Override
    public void verify() {
        directory.verify();
    }

    @Override
    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
        directory.lookUp(keys, sink);
    }

    @Override
    public void list(ListingSink sink) {
        listingThreads.add(Thread.currentThread().getName());
        directory.list(sink);
    }
}
