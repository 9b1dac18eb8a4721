package dev.cleanup.testkit;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Answers of a storage, as words. */
public final class Answers {

    private Answers() {}

    public static List<StoredFile> found(StorageTarget storage, String... keys) {
        List<StoredFile> found = new ArrayList<>();
        storage.lookUp(keys(keys), new LookUp(new ArrayList<>(), found));
        return found;
    }

    public static List<String> lookUp(StorageTarget storage, String... keys) {
        List<String> words = new ArrayList<>();
        storage.lookUp(keys(keys), new LookUp(words, new ArrayList<>()));
        return words;
    }

    public static List<String> list(ListableStorage storage) {
        List<String> words = new ArrayList<>();
        storage.list(new Listing(words));
        return words;
    }

    static List<FileKey> keys(String... keys) {
        return Stream.of(keys).map(FileKey::of).toList();
    }

    private record LookUp(List<String> words, List<StoredFile> files) implements LookupSink {
        @Override
        public void found(StoredFile file) {
            files.add(file);
            words.add(file.key() + " found");
        }

        @Override
        public void absent(FileKey key) {
            words.add(key + " absent");
        }

        @Override
        public void unusable(FileKey key, String why) {
            words.add(key + " unusable: " + why);
        }

        @Override
        public void unknown(FileKey key, Failure failure) {
            words.add(key + " unknown: " + failure.message());
        }
    }

    private record Listing(List<String> words) implements ListingSink {
        @Override
        public void key(FileKey key) {
            words.add(key.path());
        }

        @Override
        public void unusable(String shown, String why) {
            words.add(shown + " unusable: " + why);
        }

        @Override
        public void unreadable(String shown, Failure failure) {
            words.add(shown + " unreadable: " + failure.message());
        }
    }
}
