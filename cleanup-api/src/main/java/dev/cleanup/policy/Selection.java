package dev.cleanup.policy;

import java.util.List;

/**
 * A rule that chooses among the items that a policy allows to go, at most one per task.
 *
 * <p>The choice is fixed in the plan; nothing is substituted later.
 */
public non-sealed interface Selection extends CleanupPolicy {

    /**
     * Chooses.
     *
     * @param candidates what the task's policy allows to go, in no particular order
     * @param usage what the storage holds and can hold
     * @return what is chosen, and whether that reaches the target
     */
    SelectionResult choose(List<Candidate> candidates, StorageUsage usage);
}
