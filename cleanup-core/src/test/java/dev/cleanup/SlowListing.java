package dev.cleanup;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;

/** A storage that takes its time before each key that it lists. */
final class SlowListing extends PassingStorage {

    private final Runnable beforeEach;

    SlowListing(ListableStorage stored, Runnable beforeEach) {
        super(stored);
        this.beforeEach = beforeEach;
    }

    @Override
    public void list(ListingSink sink) {
        super.list(new ListingSink() {
            @Override
            public void key(FileKey key) {
                beforeEach.run();
                sink.key(key);
            }

            @Override
            public void unusable(String shown, String why) {
                sink.unusable(shown, why);
            }

            @Override
            public void unreadable(String shown, Failure failure) {
                sink.unreadable(shown, failure);
            }
        });
    }
}
