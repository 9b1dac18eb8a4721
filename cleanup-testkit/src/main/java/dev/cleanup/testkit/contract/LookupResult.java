package dev.cleanup.testkit.contract;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of one look-up. Confined to the thread that made the call, which it checks. */
final class LookupResult implements LookupSink {

    private final ThreadConfinement caller = new ThreadConfinement();
    private final List<FileKey> asked;
    private final List<FileKey> answered = new ArrayList<>();
    private final List<FileKey> absent = new ArrayList<>();
    private final List<FileKey> unknown = new ArrayList<>();
    private final Map<FileKey, StoredFile> found = new LinkedHashMap<>();

    private LookupResult(Collection<FileKey> asked) {
        this.asked = List.copyOf(asked);
    }

    static LookupResult in(StorageTarget storage, Collection<FileKey> keys) {
        LookupResult answers = new LookupResult(keys);
        storage.lookUp(keys, answers);
        return answers;
    }

    /** The keys that were answered, each as often as it was. */
    List<FileKey> answered() {
        return answered;
    }

    List<FileKey> absent() {
        return absent;
    }

    List<FileKey> unknown() {
        return unknown;
    }

    Map<FileKey, StoredFile> found() {
        return found;
    }

    /** The files that were found, in the order in which they were asked for; answers may come in any. */
    List<StoredFile> files() {
        return asked.stream().filter(found::containsKey).map(found::get).toList();
    }

    StoredFile file(String key) {
        StoredFile file = found.get(FileKey.of(key));
        if (file == null) {
            throw new AssertionError("Expecting a look-up to find " + key + ", but it found " + found.keySet());
        }
        return file;
    }

    @Override
    public void found(StoredFile file) {
        answer(file.key());
        found.put(file.key(), file);
    }

    @Override
    public void absent(FileKey key) {
        answer(key);
        absent.add(key);
    }

    @Override
    public void unusable(FileKey key, String why) {
        answer(key);
    }

    @Override
    public void unknown(FileKey key, Failure failure) {
        answer(key);
        unknown.add(key);
    }

    private void answer(FileKey key) {
        caller.require();
        answered.add(key);
    }
}
