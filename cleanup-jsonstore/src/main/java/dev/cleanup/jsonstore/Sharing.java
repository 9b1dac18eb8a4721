package dev.cleanup.jsonstore;

import java.util.Set;
import java.util.function.Consumer;

/** How the library gets along with those who write the same file. */
sealed interface Sharing {

    /** Nobody said. */
    record Undeclared() implements Sharing {}

    /** The library never writes it. */
    record ReadOnly() implements Sharing {}

    /** Whoever writes it holds the lock. */
    record Locked(JsonFileLock lock) implements Sharing {}

    /** The host removes entries itself, under whatever lock it has; the library's own is for its marks alone. */
    record ByHost(JsonFileLock lock, Consumer<Set<String>> removal) implements Sharing {}

    /** What it is called where it is set. */
    default String shown() {
        if (this instanceof Locked locked) {
            return "sharedThrough(" + locked.lock() + ")";
        }
        return this instanceof ByHost ? "removedBy(..)" : "readOnly()";
    }
}
