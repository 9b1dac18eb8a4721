package dev.cleanup;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.storage.FileKey;
import java.util.Locale;
import java.util.Set;

/** Collects what references name, in lower case. */
record NamesOnly(Set<String> names) implements ReferenceSink {

    @Override
    public void reference(FileKey key, Owner owner) {
        names.add(key.path().toLowerCase(Locale.ROOT));
    }

    @Override
    public void derived(FileKey key, Owner owner) {
        reference(key, owner);
    }

    @Override
    public void none(Owner owner) {}

    @Override
    public void unmappable(String value, Owner owner, String why) {}

    @Override
    public void ignored(String value, Owner owner) {}
}
