package dev.cleanup.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What is asked of one plan or run. */
public record Call(Optional<Set<String>> only, Optional<String> actor, Optional<Instant> until) {

    /** All tasks, nobody in particular, no deadline. */
    public static final Call EVERYTHING = new Call(Optional.empty(), Optional.empty(), Optional.empty());

    boolean includes(TaskSpec task) {
        return only.map(names -> names.contains(task.name())).orElse(true);
    }
}
