package dev.cleanup.jsonstore;

import dev.cleanup.jsonstore.internal.file.DocumentFile;
import dev.cleanup.jsonstore.internal.file.DocumentLock;
import dev.cleanup.jsonstore.internal.file.FileCalls;
import dev.cleanup.report.CleanupPlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What tests of other packages need from this one. */
public final class Inside {

    private Inside() {}

    /** Returns a lock over a disk that may fail. */
    public static JsonFileLock on(JsonFileLock lock, FileCalls disk) {
        return lock.on(disk);
    }

    /** Returns what takes a lock. */
    public static DocumentLock lockOf(JsonFileLock lock) {
        return lock.lock();
    }

    /** Returns plans of no more than so many bytes. */
    public static DocumentFile<CleanupPlan> plans(long limit) {
        return JsonPlans.file(limit);
    }

    /** Returns the exception of a file that holds no plan. */
    public static PlanUnreadableException unreadable(Path file, String fault, @Nullable Throwable cause) {
        return new PlanUnreadableException(file, fault, cause);
    }
}
