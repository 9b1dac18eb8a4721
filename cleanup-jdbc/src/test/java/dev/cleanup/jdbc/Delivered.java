package dev.cleanup.jdbc;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it takes, such as {@code reference a.mp3 of sessions#1}. */
public final class Delivered implements ReferenceSink {

    private final List<String> all = new ArrayList<>();
    private final Runnable atFirst;

    public Delivered() {
        this(() -> {});
    }

    /** Does something when the first reference comes. */
    Delivered(Runnable atFirst) {
        this.atFirst = atFirst;
    }

    public static List<String> by(ReferenceSource source) {
        Delivered delivered = new Delivered();
        source.read(delivered);
        return delivered.all();
    }

    List<String> all() {
        return all;
    }

    @Override
    public void reference(FileKey key, Owner owner) {
        add("reference " + key + " of " + owner);
    }

    @Override
    public void derived(FileKey key, Owner owner) {
        add("derived " + key + " of " + owner);
    }

    @Override
    public void none(Owner owner) {
        add("none of " + owner);
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        add("unmappable " + value + " of " + owner);
    }

    @Override
    public void ignored(String value, Owner owner) {
        add("ignored " + value + " of " + owner);
    }

    private void add(String one) {
        all.add(one);
        if (all.size() == 1) {
            atFirst.run();
        }
    }
}
