package dev.cleanup.internal.remove;

import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.plan.TaskDraft;
import dev.cleanup.internal.report.TaskReportBuilder;
import dev.cleanup.internal.storage.CheckedBatch;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.support.EscapedText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The marks that one task of a run holds on records: each is settled or released, and each record gets one outcome. */
final class ClaimSession {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");
    private final RecordSource source;
    private final ClaimRequest order;
    private final TaskDraft draft;
    private final TaskReportBuilder log;
    private final FileOutcomes fates;
    private final RunContext walk;
    private final Map<Owner, Claim> open = new LinkedHashMap<>();
    private final Map<Owner, RecordFacts> unclaimed = new LinkedHashMap<>();
    private Optional<String> overBudget = Optional.empty();

    ClaimSession(
            RecordSource source,
            ClaimRequest order,
            TaskDraft draft,
            TaskReportBuilder log,
            FileOutcomes fates,
            RunContext walk) {
        this.source = source;
        this.order = order;
        this.draft = draft;
        this.log = log;
        this.fates = fates;
        this.walk = walk;
        draft.items().records().forEach(record -> unclaimed.put(record.owner(), record));
    }

    /** Claims all that was planned and fits the budget, before the first file goes: two records may share a file. */
    void claimAll() {
        List<RecordFacts> affordable = affordable();
        affordable.removeIf(this::takeOver);
        walk.events().begin(order.task(), Phase.CLAIMING, OptionalLong.of(affordable.size()));
        int batch = batchSize();
        for (int from = 0; from < affordable.size(); from += Math.min(batch, affordable.size() - from)) {
            walk.halt().check();
            claim(affordable.subList(from, from + Math.min(batch, affordable.size() - from)));
            walk.events().progress(order.task(), Phase.CLAIMING, open.size(), OptionalLong.of(affordable.size()));
        }
    }

    /**
     * How many records the source wants at once.
     *
     * @throws IllegalStateException if it wants none: the run would never end
     */
    int batchSize() {
        int size = source.batchSize();
        if (size < 1) {
            throw new IllegalStateException("batchSize (" + size + ") of " + source.name()
                    + " must be positive, as nothing can be claimed by no record at a time. Let it return 1 or more");
        }
        return size;
    }

    /** What a dead run has claimed needs no second mark. */
    private boolean takeOver(RecordFacts record) {
        Optional<Claim> claim = draft.items().claim(record.owner());
        claim.ifPresent(dead -> open.put(record.owner(), dead));
        return claim.isPresent() && unclaimed.remove(record.owner()) != null;
    }

    /** What fits the budget; what does not is left over, and smaller ones go on. */
    private List<RecordFacts> affordable() {
        List<RecordFacts> affordable = new ArrayList<>();
        for (RecordFacts record : unclaimed.values()) {
            PlannedItem item = draft.items().item(record.owner()).orElseThrow();
            Optional<String> full = walk.halt().take(item.files().size(), item.bytes());
            if (full.isEmpty()) {
                affordable.add(record);
                fates.plan(item);
            } else {
                overBudget = full;
            }
        }
        return affordable;
    }

    /** Which budget left records over; empty where none did. */
    Optional<String> overBudget() {
        return overBudget;
    }

    private void claim(List<RecordFacts> batch) {
        Answers answers = new Answers(batch.stream().map(RecordFacts::owner).toList());
        answers.take(sink -> source.claim(batch, order, sink));
        answers.claims.values().forEach(this::openAsPlanned);
        answers.refused.forEach(this::close);
    }

    /** Only what was planned can go: a record that names other files by now is let go until the next run. */
    private void openAsPlanned(Claim claim) {
        RecordFacts planned = unclaimed.remove(claim.record().owner());
        if (planned != null && planned.files().equals(claim.record().files())) {
            open.put(planned.owner(), claim);
        } else {
            release(claim, Outcome.kept(Reason.Kind.CHANGED, "it names other files than when it was planned"));
        }
    }

    /** The claims that are neither settled nor released, in their order. */
    List<Claim> open() {
        return List.copyOf(open.values());
    }

    /** How many claims are neither settled nor released. */
    int count() {
        return open.size();
    }

    /** Has claims judged once more, right before their files go, and gives those that still hold. */
    List<Claim> confirm(List<Claim> batch) {
        Answers answers =
                new Answers(batch.stream().map(claim -> claim.record().owner()).toList());
        answers.take(sink -> source.confirm(batch, order, sink));
        answers.refused.forEach(this::close);
        return List.copyOf(answers.claims.values());
    }

    /** Gives a record its outcome, and its planned files theirs if they have none. */
    private void close(Owner owner, Outcome outcome) {
        open.remove(owner);
        unclaimed.remove(owner);
        draft.items().item(owner).ifPresent(item -> {
            fates.closeRest(item, outcome);
            log.record(owner, item.reason(), outcome);
        });
    }

    void settle(List<SettlementRequest> batch) {
        CheckedBatch.outcomes(batch, sink -> source.settle(batch, sink))
                .forEach((removal, outcome) -> close(removal.claim().record().owner(), outcome));
    }

    /** Takes the mark off a record that could not go, unless a dead run has taken a file of it, and reports why it could not. */
    void release(Claim claim, Outcome why) {
        release(List.of(claim));
        close(claim.record().owner(), why);
    }

    /** Leaves the mark on a record that has lost a file and cannot be settled yet: the next run finishes it. */
    void leaveMarked(Claim claim, Outcome why) {
        close(claim.record().owner(), why);
    }

    private void release(List<Claim> batch) {
        List<Claim> whole =
                batch.stream().filter(claim -> !order.hasLost(claim.record())).toList();
        CheckedBatch.outcomes(whole, sink -> source.release(whole, sink)).forEach((claim, outcome) -> {
            if (!(outcome instanceof Outcome.Settled)) {
                LOG.warn(
                        "The mark on {} could not be taken off ({}); the next run will",
                        EscapedText.escaped(claim.record().owner().toString()),
                        EscapedText.escaped(outcome.toString()));
            }
        });
    }

    /** Releases what is still claimed and has its files, and reports it and what was never claimed as left over. */
    void leaveRestOver() {
        release(open());
        open().forEach(claim -> close(claim.record().owner(), new Outcome.NotReached()));
        List.copyOf(unclaimed.keySet()).forEach(owner -> close(owner, new Outcome.NotReached()));
    }

    /** Sees to it that each record gets one answer; what a source leaves out is unknown. */
    private static final class Answers implements ClaimSink {
        private final Set<Owner> asked;
        private final Map<Owner, Claim> claims = new LinkedHashMap<>();
        private final Map<Owner, Outcome> refused = new LinkedHashMap<>();

        Answers(List<Owner> asked) {
            this.asked = new HashSet<>(asked);
        }

        void take(Consumer<ClaimSink> work) {
            Outcome unanswered = Outcome.unknown(new IllegalStateException("the source gave no answer"));
            try {
                work.accept(this);
            } catch (Throwable fault) {
                unanswered = Outcome.unknown(fault);
            }
            for (Owner owner : asked) {
                refused.put(owner, unanswered);
            }
            refused.replaceAll((owner, outcome) -> StopCondition.outcomeOf(outcome));
        }

        @Override
        public void claimed(Claim claim) {
            if (asked.remove(claim.record().owner())) {
                claims.put(claim.record().owner(), claim);
            }
        }

        @Override
        public void notClaimed(Owner owner, Outcome outcome) {
            if (asked.remove(owner)) {
                refused.put(owner, outcome);
            }
        }
    }
}
