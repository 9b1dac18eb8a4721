package dev.cleanup.fact;

import static java.util.Objects.requireNonNull;

import dev.cleanup.reference.Owner;
import dev.cleanup.storage.StoredFile;
import java.util.Set;

/**
 * The facts of a stored file. Immutable.
 *
 * @param file what was seen of it
 * @param referencedBy one of those who name it; absent where nobody does; unreadable where that is not known
 */
public record FileFacts(StoredFile file, FactValue<Owner> referencedBy) implements Facts {

    /** The facts that every file has. */
    public static final Set<Fact<?>> PROVIDED =
            Set.of(Fact.FILE_KEY, Fact.FILE_SIZE, Fact.FILE_TIMES, Fact.REFERENCED_BY);

    /** Checks that both parts are there. */
    public FileFacts {
        requireNonNull(file, "file");
        requireNonNull(referencedBy, "referencedBy");
    }

    @Override
    @SuppressWarnings("unchecked") // each fact constant fixes the type of its own value
    public <T> FactValue<T> read(Fact<T> fact) {
        if (fact.equals(Fact.REFERENCED_BY)) {
            return (FactValue<T>) referencedBy;
        }
        if (fact.equals(Fact.FILE_KEY)) {
            return (FactValue<T>) FactValue.known(file.key());
        }
        if (fact.equals(Fact.FILE_SIZE)) {
            return (FactValue<T>) FactValue.known(file.size());
        }
        if (fact.equals(Fact.FILE_TIMES)) {
            return (FactValue<T>) FactValue.known(file.times());
        }
        return FactValue.unreadable("a file has no " + fact);
    }
}
