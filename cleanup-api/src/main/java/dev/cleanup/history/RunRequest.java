package dev.cleanup.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What was asked of a run, and by whom. Immutable.
 *
 * @param operation what was to be done
 * @param actor who asked, where that was said
 * @param approvedBy who approved the plan that was applied, where somebody did
 * @param only the tasks it was restricted to, sorted by name; empty where all of them were asked for
 * @param until when it was to end, to the microsecond, where that was said
 */
public record RunRequest(
        Operation operation,
        Optional<String> actor,
        Optional<String> approvedBy,
        List<String> only,
        Optional<Instant> until) {

    /** What a run was to do. The names are stable: stored histories use them. */
    public enum Operation {
        /** To find and remove what is to go. */
        RUN,
        /** To remove what a plan holds. */
        APPLY,
        /** To put files back that lay aside. */
        RESTORE
    }

    /** Sorts and copies the names. */
    public RunRequest {
        requireNonNull(operation, "operation");
        requireNonNull(actor, "actor");
        requireNonNull(approvedBy, "approvedBy");
        only = only.stream().sorted().toList();
        until = until.map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
    }
}
