package dev.cleanup;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.Collection;

/** A storage as nobody should write one: it never asks whether it is still the same, and takes what it cannot see for gone. */
final class CarelessStorage extends PassingStorage {

    CarelessStorage(ListableStorage stored) {
        super(stored);
    }

    @Override
    public void verify() {
        // whatever lies there now
    }

    @Override
    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
        super.lookUp(keys, new LookupSink() {
            @Override
            public void found(StoredFile file) {
                sink.found(file);
            }

            @Override
            public void absent(FileKey key) {
                sink.absent(key);
            }

            @Override
            public void unusable(FileKey key, String why) {
                sink.unusable(key, why);
            }

            @Override
            public void unknown(FileKey key, Failure failure) {
                sink.absent(key);
            }
        });
    }
}
