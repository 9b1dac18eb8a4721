package dev.cleanup.fact;

import static java.util.Objects.requireNonNull;

import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import java.time.Instant;
import java.util.List;

/**
 * Something that can be known of a file or a record, by name and type.
 *
 * <p>Immutable, equal by name and type. Policies say which facts they need, sources which they provide.
 *
 * @param <T> the type of its values
 * @param name what messages call it, such as {@code file.size} or {@code time created}
 * @param type the class of its values
 */
@SuppressWarnings("UnusedTypeParameter") // it types what Facts.read gives
public record Fact<T>(String name, Class<?> type) {

    /** A file's name. */
    public static final Fact<FileKey> FILE_KEY = new Fact<>("file.key", FileKey.class);

    /** A file's logical size in bytes. */
    public static final Fact<Long> FILE_SIZE = new Fact<>("file.size", Long.class);

    /** A file's times. */
    public static final Fact<FileTimes> FILE_TIMES = new Fact<>("file.times", FileTimes.class);

    /** One of those who name a file; absent where nobody does. */
    public static final Fact<Owner> REFERENCED_BY = new Fact<>("file.referenced-by", Owner.class);

    /** A record's status. */
    public static final Fact<String> STATUS = new Fact<>("status", String.class);

    /** What uses a record right now; absent where nothing does. */
    public static final Fact<String> IN_USE_BY = new Fact<>("in-use-by", String.class);

    /** The files that a record names; known and empty where it names none. */
    public static final Fact<List<FileKey>> FILES = new Fact<>("files", List.class);

    /** How many bytes the stored files hold together, for selections: whoever needs it has every file looked up. */
    public static final Fact<Long> STORAGE_USED = new Fact<>("storage.used", Long.class);

    /** How many bytes the file store below the storage can hold, for selections. */
    public static final Fact<Long> STORE_CAPACITY = new Fact<>("store.capacity", Long.class);

    /** Checks the parts. */
    public Fact {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    /**
     * A record's time of that name.
     *
     * @param name the host's name for it, such as {@code created}
     * @return the fact
     */
    public static Fact<Instant> time(String name) {
        return new Fact<>("time " + requireNonNull(name, "name"), Instant.class);
    }

    /**
     * A record's attribute of that name, as text.
     *
     * @param name the host's name for it, such as {@code storage_type}
     * @return the fact
     */
    public static Fact<String> attribute(String name) {
        return new Fact<>("attribute " + requireNonNull(name, "name"), String.class);
    }

    @Override
    public String toString() {
        return name;
    }
}
