package dev.cleanup.testkit;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.KeySink;
import dev.cleanup.storage.ListableStorage;
import java.util.ArrayList;
import java.util.List;

/** What one listing delivered. Confined to the thread that made the call, which it checks. */
final class Listed implements KeySink {

    private final CallerThread caller = new CallerThread();
    private final List<FileKey> keys = new ArrayList<>();

    static List<FileKey> in(ListableStorage storage) {
        Listed listed = new Listed();
        storage.list(listed);
        return listed.keys;
    }

    @Override
    public void key(FileKey key) {
        caller.require();
        keys.add(key);
    }

    @Override
    public void unusable(String shown, String why) {
        caller.require();
    }

    @Override
    public void unreadable(String shown, Failure failure) {
        throw new AssertionError("Expecting everything to be readable, but " + shown + " is not: " + failure);
    }
}
