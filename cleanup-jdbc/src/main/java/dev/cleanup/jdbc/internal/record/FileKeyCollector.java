package dev.cleanup.jdbc.internal.record;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.storage.FileKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files that one record names, derived ones included, each once. For one thread. */
final class FileKeyCollector implements ReferenceSink {

    private final Owner owner;
    private final Set<FileKey> keys = new LinkedHashSet<>();

    FileKeyCollector(Owner owner) {
        this.owner = owner;
    }

    /**
     * Adds what a column names.
     *
     * @throws IllegalArgumentException if nobody can say which file that is
     */
    void add(ColumnRole.File file, @Nullable String value) {
        file.mapping().deliver(value, owner, this);
    }

    List<FileKey> keys() {
        return List.copyOf(keys);
    }

    @Override
    public void reference(FileKey key, Owner named) {
        keys.add(key);
    }

    @Override
    public void derived(FileKey key, Owner named) {
        keys.add(key);
    }

    @Override
    public void none(Owner named) {}

    @Override
    public void unmappable(String value, Owner named, String why) {
        throw new IllegalArgumentException(
                named.origin().hasSecretIds()
                        ? "its value, which is not shown, names no file of the storage"
                        : "'" + value + "' names no file of the storage: " + why);
    }

    @Override
    public void ignored(String value, Owner named) {}
}
