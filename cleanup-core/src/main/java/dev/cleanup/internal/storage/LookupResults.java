package dev.cleanup.internal.storage;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a storage said of the files of records. */
public final class LookupResults implements LookupSink {

    private final Map<FileKey, StoredFile> found = new HashMap<>();
    private final Set<FileKey> absent = new HashSet<>();
    private final Map<FileKey, Failure> unknown = new HashMap<>();
    private final Set<FileKey> unread = new HashSet<>();

    @Override
    public void found(StoredFile file) {
        found.put(file.key(), file);
    }

    @Override
    public void absent(FileKey key) {
        absent.add(key);
    }

    @Override
    public void unusable(FileKey key, String why) {
        unknown.put(key, new Failure("NoRegularFile", key + " is never removed: " + why));
    }

    @Override
    public void unknown(FileKey key, Failure failure) {
        unknown.put(key, failure);
        unread.add(key);
    }

    public Optional<StoredFile> file(FileKey key) {
        return Optional.ofNullable(found.get(key));
    }

    /** Whether files were asked for, and not one of them is there. */
    public boolean foundNone() {
        return found.isEmpty() && !absent.isEmpty();
    }

    boolean hasAnswerFor(FileKey key) {
        return found.containsKey(key) || absent.contains(key) || unknown.containsKey(key);
    }

    /** What stands in the way of removing all of these files. */
    public Optional<Failure> obstacle(List<FileKey> keys) {
        return keys.stream().filter(unknown::containsKey).map(unknown::get).findFirst();
    }

    /** Whether one of these files could not be read, which is not to say that it is never removed. */
    public boolean hasUnread(List<FileKey> keys) {
        return keys.stream().anyMatch(unread::contains);
    }
}
