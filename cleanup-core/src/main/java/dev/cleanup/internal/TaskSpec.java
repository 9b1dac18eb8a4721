package dev.cleanup.internal;

import dev.cleanup.policy.ItemPolicy;
import java.util.Set;

/** What the engine knows of a task. */
public sealed interface TaskSpec {

    /** The task's name. */
    String name();

    /** The rule that judges each item. */
    ItemPolicy policy();

    /**
     * A sweep of files that no reference names.
     *
     * @param allowed what the host has allowed that a guard would refuse
     * @param orphanPercent the largest share of orphans among the listed files that is still no fault
     */
    record Orphans(String name, ItemPolicy policy, Set<Allowance> allowed, int orphanPercent) implements TaskSpec {
        public Orphans {
            allowed = Set.copyOf(allowed);
        }
    }

    /** What a host can allow although it looks like a fault. */
    enum Allowance {
        NO_REFERENCES,
        NOTHING_MATCHING
    }
}
