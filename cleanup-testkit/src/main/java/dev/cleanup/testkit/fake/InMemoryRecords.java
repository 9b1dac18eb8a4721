package dev.cleanup.testkit.fake;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.RecordCall.Operation;
import dev.cleanup.testkit.fake.RecordFaults.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Records in memory, stricter than real ones: misuse is an {@link AssertionError}.
 *
 * <p>Claiming what was never found, confirming, settling or releasing what is not claimed, settling while a file is still
 * there: a real source may let them pass, this one does not. Marks are kept beside the rows and outlive {@link #crash}.
 * A test plays the host ({@code add}, {@code update}, {@code delete}), scripts faults ({@code fail..} and the like, until
 * {@link #heal}), lets things happen in between ({@code before..}, each action once) and reads what was asked for
 * ({@link #calls}). Records are named by their ids; what a test does to one that is not there is an
 * {@link IllegalStateException}. Every settlement is supported but the host's own statements. A row that is kept is
 * found again once anything of it changed, or it was {@linkplain #forgetSettled forgotten}. A search delivers every row that is neither marked nor done, due or
 * not. Safe for use by several threads; sinks and actions are called under
 * no lock, policies under the lock that stands for the rows'.
 */
public final class InMemoryRecords implements RecordSource {

    private final String name;
    private final FakeRecords rows;
    private final ClaimProtocol custody = new ClaimProtocol();
    private final RecordFaults script = new RecordFaults();
    private final Hooks<Operation> hooks = new Hooks<>();
    private final List<RecordCall> calls = new CopyOnWriteArrayList<>();
    private volatile int batchSize = 100;
    private volatile boolean isShared;

    private InMemoryRecords(String name) {
        this.name = requireNonNull(name, "name");
        this.rows = new FakeRecords(name);
    }

    /**
     * A source without records.
     *
     * @param name its name, which is the source of its owners
     * @return the source
     */
    public static InMemoryRecords named(String name) {
        return new InMemoryRecords(name);
    }

    /**
     * Declares facts that all records have, besides those that some record has; where nothing is said of one, it is absent.
     *
     * @param facts the facts
     * @return this
     */
    public InMemoryRecords providing(Fact<?>... facts) {
        rows.provide(Set.of(facts));
        return this;
    }

    /**
     * Wants to claim, to confirm and to settle so many records in one call, where it would otherwise be 100.
     *
     * @param size how many
     * @return this
     */
    public InMemoryRecords inBatchesOf(int size) {
        batchSize = size;
        return this;
    }

    /**
     * Declares that other runs use the same records, so that a claim can have been ended by another run: it is refused
     * by its token. Otherwise, its use is an {@link AssertionError}.
     *
     * @return this
     */
    public InMemoryRecords sharedWithOtherRuns() {
        isShared = true;
        return this;
    }

    /**
     * Adds records.
     *
     * @param sketches the records, each id once; they become records of this source
     * @return this
     */
    public InMemoryRecords add(TestRecord... sketches) {
        List.of(sketches).forEach(rows::add);
        return this;
    }

    /**
     * Changes a record behind the library's back, whether it is marked or not.
     *
     * @param id the record
     * @param change makes the new record of the old one
     */
    public void update(String id, UnaryOperator<TestRecord> change) {
        rows.update(id, change.apply(rows.row(id)));
    }

    /**
     * Deletes a record behind the library's back, whether it is marked or not.
     *
     * @param id the record
     */
    public void delete(String id) {
        rows.delete(id);
    }

    /**
     * Lets the run die: its claims stay, and nobody knows them any more until {@link #openClaims} delivers them.
     */
    public void crash() {
        custody.forget();
    }

    /**
     * The records that there are.
     *
     * @return their ids, in the order in which they were added
     */
    public List<String> ids() {
        return rows.ids();
    }

    /**
     * A record's status.
     *
     * @param id the record
     * @return the status; empty where it has none
     */
    public Optional<String> status(String id) {
        return Optional.ofNullable(rows.status(id));
    }

    /**
     * The files that a record names.
     *
     * @param id the record
     * @return their keys
     */
    public List<String> files(String id) {
        return rows.row(id).facts().files().stream().map(FileKey::path).toList();
    }

    /**
     * The records that are marked.
     *
     * @return their ids, in the order in which they were claimed
     */
    public List<String> claimed() {
        return rows.marks().stream().map(claim -> claim.record().owner().id()).toList();
    }

    /**
     * Everything that was asked of the source.
     *
     * @return the calls, in their order
     */
    public List<RecordCall> calls() {
        return List.copyOf(calls);
    }

    /**
     * How often something was asked for that may change records or marks; a rehearsal leaves it at zero.
     *
     * @return the number of calls that claim, confirm, settle or release
     */
    public long mutations() {
        return calls.stream().filter(call -> call.operation().isMutating()).count();
    }

    /** Lets {@link #read} throw. */
    public void failRead() {
        script.add(Fault.READ_FAILS, "");
    }

    /** Lets {@link #openClaims} and {@link #stillSettled} throw. */
    public void failUnsettled() {
        script.add(Fault.UNSETTLED_FAILS, "");
    }

    /**
     * Lets {@link #find} throw.
     *
     * @param row the row that cannot be delivered, from one; beyond the last one, the search fails at its end
     */
    public void failFind(int row) {
        script.failFindAt(row);
    }

    /**
     * Lets a record be unreadable: nobody knows its files.
     *
     * @param id the record
     */
    public void failRow(String id) {
        script.add(Fault.ROW_FAILS, id);
    }

    /**
     * Lets claiming a record fail.
     *
     * @param id the record
     */
    public void failClaim(String id) {
        script.add(Fault.CLAIM_FAILS, id);
    }

    /**
     * Lets what is committed for a record be committed, and nobody know it.
     *
     * @param id the record
     */
    public void commitInDoubt(String id) {
        script.add(Fault.COMMIT_IN_DOUBT, id);
    }

    /**
     * Lets settling a record fail; it stays marked.
     *
     * @param id the record
     */
    public void failSettle(String id) {
        script.add(Fault.SETTLE_FAILS, id);
    }

    /**
     * Lets the store forbid a record's end state, as a foreign key does; it stays marked.
     *
     * @param id the record
     */
    public void forbidSettle(String id) {
        script.add(Fault.SETTLE_FORBIDDEN, id);
    }

    /**
     * Lets releasing a record fail; it stays marked.
     *
     * @param id the record
     */
    public void failRelease(String id) {
        script.add(Fault.RELEASE_FAILS, id);
    }

    /** Ends all faults. */
    public void heal() {
        script.heal();
    }

    /**
     * Lets something happen before the next call of a kind.
     *
     * @param operation the kind of call
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void before(Operation operation, Runnable action) {
        hooks.add(requireNonNull(operation, "operation"), action);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Fact<?>> provides() {
        return rows.provided();
    }

    @Override
    public boolean supports(Settlement settlement) {
        return !(settlement instanceof Settlement.Execute);
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public void read(ReferenceSink sink) {
        begin(Operation.READ, List.of());
        if (script.has(Fault.READ_FAILS, "")) {
            throw new ReferencesUnavailableException(name, faultOf("references could not be read"), null);
        }
        for (RecordFacts row : rows.all()) {
            deliver(row, sink);
        }
    }

    private void deliver(RecordFacts row, ReferenceSink sink) {
        if (script.has(Fault.ROW_FAILS, row.owner().id())) {
            sink.unmappable(
                    "?", row.owner(), RecordFaults.failure(row.owner().id()).message());
        } else if (row.files().isEmpty()) {
            sink.none(row.owner());
        } else {
            row.files().forEach(key -> sink.reference(key, row.owner()));
        }
    }

    @Override
    public void find(ItemPolicy due, Instant now, RecordSink sink) {
        requireNonNull(due, "due");
        requireNonNull(now, "now");
        begin(Operation.FIND, List.of());
        int done = 0;
        for (RecordFacts row : rows.open()) {
            failFindAfter(done++);
            Owner owner = row.owner();
            if (script.has(Fault.ROW_FAILS, owner.id())) {
                sink.unreadable(owner, RecordFaults.failure(owner.id()));
            } else {
                custody.found(owner);
                sink.found(row);
            }
        }
        failFindAfter(Integer.MAX_VALUE);
    }

    private void failFindAfter(int done) {
        if (script.findFails(done)) {
            throw new RecordsUnavailableException(name, faultOf("records could not all be found"), null);
        }
    }

    @Override
    public void claim(List<RecordFacts> batch, ClaimRequest order, ClaimSink sink) {
        begin(Operation.CLAIM, batch.stream().map(row -> row.owner().id()).toList());
        custody.requireSupported(supports(order.settlement()), order.settlement());
        batch.forEach(row -> custody.requireFound(row.owner()));
        for (RecordFacts row : List.copyOf(batch)) {
            claim(row.owner(), order, sink);
        }
    }

    private void claim(Owner owner, ClaimRequest order, ClaimSink sink) {
        if (script.has(Fault.CLAIM_FAILS, owner.id()) || script.has(Fault.ROW_FAILS, owner.id())) {
            sink.notClaimed(owner, new Outcome.Failed(RecordFaults.failure(owner.id())));
            return;
        }
        FakeRecords.Claiming claiming = rows.claim(owner.id(), order);
        if (claiming.claim() == null) {
            sink.notClaimed(owner, requireNonNull(claiming.hindrance()));
        } else if (script.has(Fault.COMMIT_IN_DOUBT, owner.id())) {
            sink.notClaimed(owner, new Outcome.Unknown(RecordFaults.failure(owner.id())));
        } else {
            custody.handOut(claiming.claim());
            sink.claimed(claiming.claim());
        }
    }

    @Override
    public void confirm(List<Claim> batch, ClaimRequest order, ClaimSink sink) {
        beginWith(Operation.CONFIRM, batch);
        for (Claim claim : List.copyOf(batch)) {
            Outcome hindrance = rows.confirm(claim, order);
            if (hindrance == null) {
                sink.claimed(claim);
            } else {
                sink.notClaimed(claim.record().owner(), hindrance);
            }
        }
    }

    @Override
    public void settle(List<SettlementRequest> batch, OutcomeSink<SettlementRequest> sink) {
        beginWith(Operation.SETTLE, batch.stream().map(SettlementRequest::claim).toList());
        batch.forEach(custody::requireGone);
        for (SettlementRequest removal : List.copyOf(batch)) {
            Claim claim = removal.claim();
            String id = claim.record().owner().id();
            sink.outcome(removal, script.play(Fault.SETTLE_FAILS, id, () -> settle(removal, id)));
        }
    }

    private Outcome settle(SettlementRequest removal, String id) {
        return script.has(Fault.SETTLE_FORBIDDEN, id)
                ? Outcome.kept(Reason.Kind.IN_USE, "the test lets the store forbid it")
                : rows.settle(removal);
    }

    @Override
    public void release(List<Claim> batch, OutcomeSink<Claim> sink) {
        beginWith(Operation.RELEASE, batch);
        for (Claim claim : List.copyOf(batch)) {
            String id = claim.record().owner().id();
            sink.outcome(claim, script.play(Fault.RELEASE_FAILS, id, () -> rows.release(claim)));
        }
    }

    @Override
    public void openClaims(Consumer<Claim> sink) {
        begin(Operation.UNSETTLED, List.of());
        if (script.has(Fault.UNSETTLED_FAILS, "")) {
            throw new RecordsUnavailableException(name, faultOf("open claims could not be found"), null);
        }
        for (Claim claim : rows.marks()) {
            custody.handOut(claim);
            sink.accept(claim);
        }
    }

    @Override
    public Set<Owner> stillSettled(Set<Owner> owners) {
        if (script.has(Fault.UNSETTLED_FAILS, "")) {
            throw new RecordsUnavailableException(name, faultOf("settled records could not be compared"), null);
        }
        return rows.stillSettled(owners);
    }

    @Override
    public void forgetSettled(Set<Owner> owners) {
        rows.forgetSettled(owners);
    }

    private void beginWith(Operation operation, List<Claim> batch) {
        begin(
                operation,
                batch.stream().map(claim -> claim.record().owner().id()).toList());
        batch.forEach(claim -> custody.requireOpen(claim, isShared || rows.isOpen(claim)));
    }

    private void begin(Operation operation, List<String> ids) {
        calls.add(new RecordCall(operation, ids));
        DistinctBatch.require(ids);
        hooks.reach(operation);
    }

    private String faultOf(String what) {
        return "records (" + name + "): " + what + ", because the test let them fail; heal() ends that";
    }

    @Override
    public String toString() {
        return "records of " + name;
    }
}
