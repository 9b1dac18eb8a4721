package dev.cleanup.internal;

import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Selection;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.Settlement;
import java.util.Optional;
import java.util.Set;

/** What the engine knows of a task. */
public sealed interface TaskSpec {

    /** The task's name. */
    String name();

    /** The rule that judges each item. */
    ItemPolicy policy();

    /** The rule that chooses among what the policy allows. */
    Optional<Selection> selection();

    /** Both rules in words. */
    default String description() {
        return policy().description()
                + selection().map(rule -> "; of these, " + rule.description()).orElse("");
    }

    /**
     * A sweep of files that no reference names.
     *
     * @param allowed what the host has allowed that a guard would refuse
     * @param orphanPercent the largest share of orphans among the listed files that is still no fault
     */
    record Orphans(
            String name, ItemPolicy policy, Optional<Selection> selection, Set<Allowance> allowed, int orphanPercent)
            implements TaskSpec {
        public Orphans {
            allowed = Set.copyOf(allowed);
        }
    }

    /**
     * Records that are due, and their files.
     *
     * @param files what becomes of their files
     * @param settlement what becomes of the records
     */
    record Records(
            String name,
            RecordSource source,
            ItemPolicy policy,
            Optional<Selection> selection,
            FilesFate files,
            Settlement settlement)
            implements TaskSpec {}

    /** What becomes of the files of a record. */
    enum FilesFate {
        REMOVE,
        LEAVE
    }

    /** What a host can allow although it looks like a fault. */
    enum Allowance {
        NO_REFERENCES,
        NOTHING_MATCHING
    }
}
