package dev.cleanup.jsonstore.internal.claim;

import dev.cleanup.jsonstore.internal.file.DocumentLock;
import java.util.Set;
import java.util.function.Consumer;

/** How the library gets along with those who write the same file. */
public sealed interface SharingMode {

    /** Nobody said. */
    record Undeclared() implements SharingMode {}

    /** The library never writes it. */
    record ReadOnly() implements SharingMode {}

    /** Whoever writes it holds the lock. */
    record Locked(DocumentLock lock) implements SharingMode {}

    /** The host removes entries itself, under whatever lock it has; the library's own is for its marks alone. */
    record ByHost(DocumentLock lock, Consumer<Set<String>> removal) implements SharingMode {}

    /** What it is called where it is set. */
    default String shown() {
        if (this instanceof Locked locked) {
            return "lockedBy(" + locked.lock() + ")";
        }
        return this instanceof ByHost ? "deletedByHost(..)" : "readOnly()";
    }
}
