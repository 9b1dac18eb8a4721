package dev.cleanup.examples.hosts;

import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.List;

/** The files that a value of a column protects, and takes along. */
final class MappedKeys implements ReferenceSink {

    private final List<String> keys = new ArrayList<>();

    static List<String> of(KeyMapping mapping, String value) {
        MappedKeys mapped = new MappedKeys();
        mapping.deliver(value, new Owner("rows", "1"), mapped);
        return mapped.keys;
    }

    @Override
    public void reference(FileKey key, Owner owner) {
        keys.add(key.path());
    }

    @Override
    public void derived(FileKey key, Owner owner) {
        keys.add(key.path());
    }

    @Override
    public void none(Owner owner) {
        throw new AssertionError(owner + " names no file");
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        throw new AssertionError(value + " cannot be mapped: " + why);
    }

    @Override
    public void ignored(String value, Owner owner) {
        throw new AssertionError(value + " is ignored");
    }
}
