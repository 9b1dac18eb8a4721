package dev.cleanup.local.internal.remove;

import dev.cleanup.local.internal.fs.FileLockHandle;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
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
public final class BatchLock implements AutoCloseable {

    /** The name of the locked file in the batch's folder. */
    public static final String FILE = "lock";

    private static final Set<String> HERE = ConcurrentHashMap.newKeySet();

    private final String batch;
    private @Nullable FileLockHandle hold;

    private BatchLock(String batch) {
        this.batch = batch;
    }

    /** For a batch whose random name nobody else can know yet. */
    static BatchLock announce(String batch) {
        HERE.add(batch);
        return new BatchLock(batch);
    }

    /** For a batch that was found; empty where somebody works on it, or nobody can say. */
    public static Optional<BatchLock> take(FileSystemCalls calls, OpenDirectory folder, String batch) {
        if (!HERE.add(batch)) {
            return Optional.empty();
        }
        BatchLock tenancy = new BatchLock(batch);
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
    boolean lock(FileSystemCalls calls, OpenDirectory folder) throws IOException {
        Optional<FileLockHandle> held = calls.lock(folder.handle(), folder.name(FILE));
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
