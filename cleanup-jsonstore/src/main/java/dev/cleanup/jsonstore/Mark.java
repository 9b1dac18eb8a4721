package dev.cleanup.jsonstore;

import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimOrder;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.Settlement;
import java.time.Instant;

/**
 * That an entry is being removed, and by whom.
 *
 * @param id the entry
 * @param token tells this mark from any other
 * @param run the id of the run
 * @param task the name of the task
 * @param at when it was made
 */
record Mark(String id, String token, String run, String task, Instant at) {

    static Mark of(String id, String token, ClaimOrder order) {
        return new Mark(id, token, order.run(), order.task(), order.at());
    }

    Claim claimOf(RecordFacts record) {
        return new Claim(token, record, run, task, new Settlement.Delete(), at);
    }
}
