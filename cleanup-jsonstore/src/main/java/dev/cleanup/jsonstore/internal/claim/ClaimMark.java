package dev.cleanup.jsonstore.internal.claim;

import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.Settlement;
import java.time.Instant;

/**
 * That an entry is being removed, and by whom.
 *
 * @param place the entry
 * @param token tells this mark from any other
 * @param run the id of the run
 * @param task the name of the task
 * @param at when it was made
 */
public record ClaimMark(Place place, String token, String run, String task, Instant at) {

    /**
     * An entry: one file may hold tokens and sessions, say, whose ids are the same.
     *
     * @param under where the object or array is that holds it, as a JSON Pointer
     * @param id its id there
     */
    public record Place(String under, String id) {}

    static ClaimMark of(Place place, String token, ClaimRequest order) {
        return new ClaimMark(place, token, order.run(), order.task(), order.at());
    }

    Claim claimOf(RecordFacts record) {
        return new Claim(token, record, run, task, new Settlement.Delete(), at);
    }
}
