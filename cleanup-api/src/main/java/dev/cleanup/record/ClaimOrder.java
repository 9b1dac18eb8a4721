package dev.cleanup.record;

import static java.util.Objects.requireNonNull;

import dev.cleanup.policy.Decision;
import java.time.Instant;
import java.util.function.Function;

/**
 * For whom records are claimed, and how they are judged. Immutable.
 *
 * @param run the id of the run
 * @param task the name of the task
 * @param settlement the end state that the task asks for; stored with the mark, so that a later run can finish it
 * @param at the instant of the run
 * @param judge judges a record as it was read under its lock
 */
public record ClaimOrder(
        String run, String task, Settlement settlement, Instant at, Function<RecordFacts, Decision> judge) {

    /** Checks that all parts are there. */
    public ClaimOrder {
        requireNonNull(run, "run");
        requireNonNull(task, "task");
        requireNonNull(settlement, "settlement");
        requireNonNull(at, "at");
        requireNonNull(judge, "judge");
    }
}
