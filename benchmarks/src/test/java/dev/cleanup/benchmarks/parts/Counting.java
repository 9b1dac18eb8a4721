package dev.cleanup.benchmarks.parts;

import dev.cleanup.outcome.Failure;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;

/** Counts what it is given, and takes no fault: what is measured would be another thing. Not thread-safe. */
final class Counting implements ListingSink, LookupSink, ReferenceSink, RecordSink {

    private long count;

    /** The first keys of a listing. */
    private final List<FileKey> keys = new ArrayList<>();

    private static final int KEPT = 1000;

    long count() {
        return count;
    }

    List<FileKey> keys() {
        return keys;
    }

    @Override
    public void key(FileKey key) {
        count++;
        if (keys.size() < KEPT) {
            keys.add(key);
        }
    }

    @Override
    public void found(StoredFile file) {
        count++;
    }

    @Override
    public void found(RecordFacts record) {
        count++;
    }

    @Override
    public void reference(FileKey key, Owner owner) {
        count++;
    }

    @Override
    public void derived(FileKey key, Owner owner) {
        count++;
    }

    @Override
    public void none(Owner owner) {
        count++;
    }

    @Override
    public void ignored(String value, Owner owner) {
        count++;
    }

    @Override
    public void absent(FileKey key) {
        throw new AssertionError(key + " is absent");
    }

    @Override
    public void unusable(String shown, String why) {
        throw new AssertionError(shown + " is unusable: " + why);
    }

    @Override
    public void unusable(FileKey key, String why) {
        throw new AssertionError(key + " is unusable: " + why);
    }

    @Override
    public void unreadable(String shown, Failure failure) {
        throw new AssertionError(shown + " is unreadable: " + failure);
    }

    @Override
    public void unreadable(Owner owner, Failure failure) {
        throw new AssertionError(owner + " is unreadable: " + failure);
    }

    @Override
    public void unknown(FileKey key, Failure failure) {
        throw new AssertionError(key + " is unknown: " + failure);
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        throw new AssertionError(value + " is unmappable: " + why);
    }
}
