package dev.cleanup.testkit.contract;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import java.util.ArrayList;
import java.util.List;

/** What one listing delivered. Confined to the thread that made the call, which it checks. */
final class ListingResult implements ListingSink {

    private final ThreadConfinement caller = new ThreadConfinement();
    private final List<FileKey> keys = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    /** Lists and checks that everything was readable. */
    static List<FileKey> in(ListableStorage storage) {
        ListingResult listed = anyhow(storage);
        if (!listed.unreadable.isEmpty()) {
            throw new AssertionError("Expecting everything to be readable, but this is not: " + listed.unreadable);
        }
        return listed.keys;
    }

    static ListingResult anyhow(ListableStorage storage) {
        ListingResult listed = new ListingResult();
        storage.list(listed);
        return listed;
    }

    List<FileKey> keys() {
        return keys;
    }

    List<String> unusable() {
        return unusable;
    }

    List<String> unreadable() {
        return unreadable;
    }

    @Override
    public void key(FileKey key) {
        caller.require();
        keys.add(key);
    }

    @Override
    public void unusable(String shown, String why) {
        caller.require();
        unusable.add(shown);
    }

    @Override
    public void unreadable(String shown, Failure failure) {
        caller.require();
        unreadable.add(shown + ": " + failure);
    }
}
