package dev.cleanup.record;

import static java.util.Objects.requireNonNull;

import dev.cleanup.policy.Decision;
import dev.cleanup.storage.FileKey;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/**
 * For whom records are claimed, and how they are judged. Immutable.
 *
 * @param run the id of the run
 * @param task the name of the task
 * @param settlement the end state that the task asks for; stored with the mark, so that a later run can finish it
 * @param at the instant of the run
 * @param judge judges a record as it was read under its lock
 * @param lost the files of records claimed by runs that died which are not known to be there
 */
public record ClaimRequest(
        String run,
        String task,
        Settlement settlement,
        Instant at,
        Function<RecordFacts, Decision> judge,
        Set<FileKey> lost) {

    /** Checks that all parts are there. */
    public ClaimRequest {
        requireNonNull(run, "run");
        requireNonNull(task, "task");
        requireNonNull(settlement, "settlement");
        requireNonNull(at, "at");
        requireNonNull(judge, "judge");
        lost = Set.copyOf(lost);
    }

    /**
     * An order where no run has died.
     *
     * @param run the id of the run
     * @param task the name of the task
     * @param settlement the end state that the task asks for
     * @param at the instant of the run
     * @param judge judges a record as it was read under its lock
     */
    public ClaimRequest(
            String run, String task, Settlement settlement, Instant at, Function<RecordFacts, Decision> judge) {
        this(run, task, settlement, at, judge, Set.of());
    }

    /**
     * Whether a record names a file that a run which died may have taken away. Without its mark it would be used.
     *
     * @param record the record as it stands
     * @return whether it keeps its mark, due or not
     */
    public boolean hasLost(RecordFacts record) {
        return record.files().stream().anyMatch(lost::contains);
    }
}
