package dev.cleanup.local;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * That a batch is worked on now, so that nobody takes what lies in its folder for left behind.
 *
 * <p>Other processes see it by a lock, which ends with this process however that ends; other threads of this one by a
 * register, because to close a locked file would give the lock away. Thread-safe.
 */
final class Tenancy implements AutoCloseable {

    /** The name of the locked file in the batch's folder. */
    static final String FILE = "lock";

    private static final Set<String> HERE = ConcurrentHashMap.newKeySet();

    private final String batch;
    private @Nullable Hold hold;

    private Tenancy(String batch) {
        this.batch = batch;
    }

    /** For a batch whose random name nobody else can know yet. */
    static Tenancy announce(String batch) {
        HERE.add(batch);
        return new Tenancy(batch);
    }

    /** For a batch that was found; empty where somebody works on it, or nobody can say. */
    static Optional<Tenancy> take(SystemCalls calls, Folder folder, String batch) {
        if (!HERE.add(batch)) {
            return Optional.empty();
        }
        Tenancy tenancy = new Tenancy(batch);
        boolean locked = false;
        try {
            locked = tenancy.lock(calls, folder);
        } catch (IOException | RuntimeException unproven) {
            // Whoever cannot ask for the lock does not know that nobody has it.
            locked = false;
        } finally {
            if (!locked) {
                tenancy.close();
            }
        }
        return locked ? Optional.of(tenancy) : Optional.empty();
    }

    /** Locks the folder's file, where the file system has locks. */
    boolean lock(SystemCalls calls, Folder folder) throws IOException {
        Optional<Hold> held = calls.lock(folder.handle(), folder.name(FILE));
        hold = held.orElse(null);
        return held.isPresent();
    }

    @Override
    public void close() {
        try {
            if (hold != null) {
                hold.close();
            }
        } finally {
            HERE.remove(batch);
        }
    }
}
