package dev.cleanup.record;

import dev.cleanup.fact.Fact;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.storage.OutcomeSink;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The host's rows or entries that own files: sessions, tokens, tasks, uploads.
 *
 * <p>The way of a record: found, {@linkplain #claim claimed} under its lock and marked durably, {@linkplain #confirm
 * confirmed} right before its files go, then {@linkplain #settle settled}, or {@linkplain #release released} where its
 * files could not go. A mark is distinct from every end state and outlives the process. Implementations are safe for use
 * by several threads.
 */
public interface RecordSource extends ReferenceSource {

    /**
     * The facts that its records have.
     *
     * @return the facts
     */
    Set<Fact<?>> provides();

    /**
     * Whether it can bring records into an end state.
     *
     * @param settlement the end state
     * @return whether it can
     */
    boolean supports(Settlement settlement);

    /**
     * How many records it wants to claim, to confirm, and to settle, in one call.
     *
     * <p>Where files go, no more are confirmed than name about as many files as the storage removes at once.
     *
     * <p>Each batch is settled before files of the next one go. Only a source that reads or writes all of its records for the
     * sake of one, as a file is rewritten as a whole, asks for {@link Integer#MAX_VALUE}: all are settled at the end. Records
     * that wait for it stay claimed, and are settled also when the run ends early.
     *
     * @return a positive number; 100 unless overridden
     */
    default int batchSize() {
        return 100;
    }

    /**
     * Delivers the records that may be due.
     *
     * <p>May deliver too many, never too few: every record is judged again by the same policy. A record that cannot be
     * read is reported and stays.
     *
     * @param due the policy, to push down what the store can judge
     * @param now the instant of the run
     * @param sink takes the records, on the calling thread
     * @throws RecordsUnavailableException if the source as a whole cannot be read
     */
    void find(ItemPolicy due, Instant now, RecordSink sink);

    /**
     * Locks each record, reads it again, judges it again, marks it and commits.
     *
     * @param batch the records as they were found, no owner twice
     * @param order for whom, and how they are judged
     * @param sink takes one result for each
     */
    void claim(List<RecordFacts> batch, ClaimRequest order, ClaimSink sink);

    /**
     * Judges claimed records once more, right before their files go.
     *
     * <p>A source whose mark the host honours confirms them all.
     *
     * @param batch claims of this source
     * @param order for whom, and how they are judged
     * @param sink takes one result for each; what is not claimed any more has been released, unless it names a file
     *     that {@linkplain ClaimRequest#hasLost is lost}: that keeps its mark
     */
    void confirm(List<Claim> batch, ClaimRequest order, ClaimSink sink);

    /**
     * Brings records whose files are gone into their end state.
     *
     * <p>A record that is kept is not found again while it is as it was left, unless it {@linkplain SettlementRequest#sharesFile shares
     * a file} that stays.
     *
     * @param batch the claims and what became of their files
     * @param sink takes one outcome for each: {@code Settled}, {@code Kept} where the store forbids it, {@code Failed},
     *     {@code Unknown} for a commit in doubt
     */
    void settle(List<SettlementRequest> batch, OutcomeSink<SettlementRequest> sink);

    /**
     * Takes the marks off records whose files stay, as if they had never been claimed.
     *
     * @param batch claims of this source
     * @param sink takes one outcome for each: {@code Settled}, {@code Failed}, {@code Unknown}
     */
    void release(List<Claim> batch, OutcomeSink<Claim> sink);

    /**
     * Delivers the claims that were neither settled nor released: those of runs that died.
     *
     * @param sink takes the claims, on the calling thread
     * @throws RecordsUnavailableException if that cannot be found out completely
     */
    void openClaims(Consumer<Claim> sink);

    /**
     * Returns which owners still are as this source left them when it settled them.
     *
     * <p>Asked of owners that name a file in quarantine with which they were retired. An owner that is returned does not
     * protect the file; any other has come back or changed, and the file is put back. So a source that remembers nothing
     * returns none. Writes nothing.
     *
     * @param owners owners of any source
     * @return those among them that were kept or given a status, and of which every fact is what it was then; none unless
     *     overridden
     * @throws RecordsUnavailableException if that cannot be found out
     */
    default Set<Owner> stillSettled(Set<Owner> owners) {
        return Set.of();
    }

    /**
     * Forgets how it left records, so that {@link #find} delivers them again. Called before their files are put back.
     *
     * @param owners owners of any source; those of others mean nothing
     * @throws RecordsUnavailableException if that failed; the files then stay in quarantine
     */
    default void forgetSettled(Set<Owner> owners) {}
}
