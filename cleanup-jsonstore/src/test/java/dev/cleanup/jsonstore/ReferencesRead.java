package dev.cleanup.jsonstore;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.List;

/** What a source refers to, as lines: {@code owner kind what}. */
public final class ReferencesRead implements ReferenceSink {

    private final List<String> lines = new ArrayList<>();

    public static List<String> of(ReferenceSource source) {
        ReferencesRead read = new ReferencesRead();
        source.read(read);
        return read.lines;
    }

    @Override
    public void reference(FileKey key, Owner owner) {
        lines.add(owner.id() + " names " + key);
    }

    @Override
    public void derived(FileKey key, Owner owner) {
        lines.add(owner.id() + " derives " + key);
    }

    @Override
    public void none(Owner owner) {
        lines.add(owner.id() + " names none");
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        lines.add(owner.id() + " unmappable " + value + ": " + why);
    }

    @Override
    public void ignored(String value, Owner owner) {
        lines.add(owner.id() + " ignores " + value);
    }
}
