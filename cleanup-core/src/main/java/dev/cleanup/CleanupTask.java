package dev.cleanup;

import dev.cleanup.record.RecordSource;

/**
 * A named unit of work: what to look at, which policy, what becomes of files and records.
 *
 * <p>Tasks are immutable values; each setting returns a copy. Made here, given to {@link CleanupBuilder#task}.
 */
public sealed interface CleanupTask permits OrphanTask, RecordTask {

    /**
     * A sweep of files that no reference names and that are at least 24 hours old.
     *
     * @param name the task's name, unique within its cleanup
     * @return the task
     * @throws IllegalArgumentException if the name is blank
     */
    static OrphanTask orphans(String name) {
        return OrphanTask.named(name);
    }

    /**
     * Records that are due, and their files. What is due, and what becomes of it, follows in the task's settings.
     *
     * <p>The source also protects: whatever its other records name stays, without being registered once more.
     *
     * @param name the task's name, unique within its cleanup
     * @param source the source of the records
     * @return the task
     * @throws IllegalArgumentException if the name is blank
     */
    static RecordTask records(String name, RecordSource source) {
        return RecordTask.named(name, source);
    }

    /**
     * The task's name.
     *
     * @return the name
     */
    String name();
}
