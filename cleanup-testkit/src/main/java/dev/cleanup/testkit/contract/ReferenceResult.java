package dev.cleanup.testkit.contract;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one read delivered. Confined to the thread that made the call, which it checks. */
final class ReferenceResult implements ReferenceSink {

    enum Kind {
        REFERENCE,
        DERIVED,
        NONE,
        UNMAPPABLE,
        IGNORED
    }

    /** One call of the sink. */
    record Row(Kind kind, Optional<FileKey> key, Owner owner) {}

    private final ThreadConfinement caller = new ThreadConfinement();
    private final List<Row> rows = new ArrayList<>();
    private final @Nullable RuntimeException thrown;

    private ReferenceResult(@Nullable RuntimeException thrown) {
        this.thrown = thrown;
    }

    static ReferenceResult of(ReferenceSource source) {
        ReferenceResult read = new ReferenceResult(null);
        source.read(read);
        return read;
    }

    static ReferenceResult throwing(RuntimeException thrown) {
        return new ReferenceResult(thrown);
    }

    List<Row> rows() {
        return rows;
    }

    List<FileKey> keys() {
        return rows.stream().flatMap(row -> row.key().stream()).toList();
    }

    List<Owner> ownersOf(String key) {
        return rows.stream()
                .filter(row -> row.key().filter(FileKey.of(key)::equals).isPresent())
                .map(Row::owner)
                .toList();
    }

    List<Owner> none() {
        return owners(Kind.NONE);
    }

    List<Owner> unmappable() {
        return owners(Kind.UNMAPPABLE);
    }

    private List<Owner> owners(Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).map(Row::owner).toList();
    }

    @Override
    public void reference(FileKey key, Owner owner) {
        add(Kind.REFERENCE, Optional.of(key), owner);
    }

    @Override
    public void derived(FileKey key, Owner owner) {
        add(Kind.DERIVED, Optional.of(key), owner);
    }

    @Override
    public void none(Owner owner) {
        add(Kind.NONE, Optional.empty(), owner);
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        add(Kind.UNMAPPABLE, Optional.empty(), owner);
    }

    @Override
    public void ignored(String value, Owner owner) {
        add(Kind.IGNORED, Optional.empty(), owner);
    }

    private void add(Kind kind, Optional<FileKey> key, Owner owner) {
        caller.require();
        if (thrown != null) {
            throw thrown;
        }
        rows.add(new Row(kind, key, owner));
    }
}
