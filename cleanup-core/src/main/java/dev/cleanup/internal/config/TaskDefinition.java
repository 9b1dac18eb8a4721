package dev.cleanup.internal.config;

import dev.cleanup.guard.Guard;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Selection;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the engine knows of a task. */
public sealed interface TaskDefinition {

    /** The task's name. */
    String name();

    /** The rule that judges each item. */
    ItemPolicy policy();

    /** What looks at the whole of it before the first removal. */
    List<Guard> guards();

    /** The rule that chooses among what the policy allows. */
    Optional<Selection> selection();

    /** How the files go. */
    FileDisposition disposal();

    /** Both rules in words. */
    default String description() {
        return policy().description()
                + selection().map(rule -> "; of these, " + rule.description()).orElse("");
    }

    /**
     * A sweep of files that no reference names.
     *
     * @param guards what looks at the whole of it before the first removal
     * @param disposal how the files go
     * @param confirmedOrphanFor how long earlier runs must have seen a file as an orphan
     */
    record Orphans(
            String name,
            ItemPolicy policy,
            Optional<Selection> selection,
            List<Guard> guards,
            FileDisposition disposal,
            Optional<Duration> confirmedOrphanFor)
            implements TaskDefinition {
        public Orphans {
            guards = List.copyOf(guards);
        }

        @Override
        public String description() {
            return TaskDefinition.super.description()
                    + confirmedOrphanFor
                            .map(time -> "; seen as an orphan for at least " + Spans.words(time))
                            .orElse("");
        }
    }

    /**
     * Records that are due, and their files.
     *
     * @param files what becomes of their files
     * @param settlement what becomes of the records
     * @param guards what looks at the whole of it before the first removal
     * @param disposal how the files go, where they do
     */
    record Records(
            String name,
            RecordSource source,
            ItemPolicy policy,
            Optional<Selection> selection,
            FilesFate files,
            Settlement settlement,
            List<Guard> guards,
            FileDisposition disposal)
            implements TaskDefinition {
        public Records {
            guards = List.copyOf(guards);
        }
    }

    /** What becomes of the files of a record. */
    enum FilesFate {
        REMOVE,
        LEAVE
    }
}
