package dev.cleanup.local;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a storage said; saying something twice is an error. */
public final class Found implements ListingSink, LookupSink {

    public final Set<String> keys = new HashSet<>();
    final Set<String> absent = new HashSet<>();
    public final Map<String, StoredFile> files = new LinkedHashMap<>();
    public final Map<String, String> unusable = new LinkedHashMap<>();
    public final Map<String, Failure> failures = new LinkedHashMap<>();

    private final Set<String> said = new HashSet<>();

    public static Found listing(LocalDirectory directory) {
        Found found = new Found();
        directory.list(found);
        return found;
    }

    public static Found lookingUp(StorageTarget storage, String... keys) {
        Found found = new Found();
        storage.lookUp(Arrays.stream(keys).map(FileKey::of).toList(), found);
        if (found.said.size() != keys.length) {
            throw new AssertionError("asked for " + List.of(keys) + " and heard of " + found.said);
        }
        return found;
    }

    public static StoredFile theFile(StorageTarget storage, String key) {
        StoredFile file = lookingUp(storage, key).files.get(key);
        if (file == null) {
            throw new AssertionError("no file: " + key);
        }
        return file;
    }

    public static List<StoredFile> theFiles(StorageTarget storage, String... keys) {
        return List.copyOf(lookingUp(storage, keys).files.values());
    }

    public static Outcome removing(StorageTarget storage, StoredFile file) {
        return removing(storage, List.of(file)).get(file.key().path());
    }

    public static Map<String, Outcome> removing(StorageTarget storage, List<StoredFile> batch) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        storage.remove(batch, (file, outcome) -> {
            if (outcomes.put(file.key().path(), outcome) != null) {
                throw new AssertionError("second outcome for " + file);
            }
        });
        if (outcomes.size() != batch.size()) {
            throw new AssertionError("outcomes for " + outcomes.keySet() + " of " + batch);
        }
        return outcomes;
    }

    private void say(String name) {
        if (!said.add(name)) {
            throw new AssertionError("said twice: " + name);
        }
    }

    @Override
    public void key(FileKey key) {
        say(key.path());
        keys.add(key.path());
    }

    @Override
    public void unusable(String shown, String why) {
        say(shown);
        unusable.put(shown, why);
    }

    @Override
    public void unreadable(String shown, Failure failure) {
        say(shown);
        failures.put(shown, failure);
    }

    @Override
    public void found(StoredFile file) {
        say(file.key().path());
        files.put(file.key().path(), file);
    }

    @Override
    public void absent(FileKey key) {
        say(key.path());
        absent.add(key.path());
    }

    @Override
    public void unusable(FileKey key, String why) {
        unusable(key.path(), why);
    }

    @Override
    public void unknown(FileKey key, Failure failure) {
        unreadable(key.path(), failure);
    }
}
