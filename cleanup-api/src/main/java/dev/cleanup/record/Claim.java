package dev.cleanup.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A record that is marked for one removal. Immutable.
 *
 * @param token tells this mark from any other of the same record
 * @param record the record as it was read under its lock
 * @param run the id of the run that claimed it
 * @param task the name of the task
 * @param settlement the end state that is to follow
 * @param at when it was claimed
 */
public record Claim(String token, RecordFacts record, String run, String task, Settlement settlement, Instant at) {

    /** Checks that all parts are there. */
    public Claim {
        requireNonNull(token, "token");
        requireNonNull(record, "record");
        requireNonNull(run, "run");
        requireNonNull(task, "task");
        requireNonNull(settlement, "settlement");
        requireNonNull(at, "at");
    }
}
