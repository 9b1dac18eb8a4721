package dev.cleanup;

/**
 * A named unit of work: what to look at, which policy, what becomes of files and records.
 *
 * <p>Tasks are immutable values; each setting returns a copy. Made here, given to {@link CleanupBuilder#task}.
 */
public sealed interface CleanupTask permits OrphanTask {

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
     * The task's name.
     *
     * @return the name
     */
    String name();
}
