package dev.cleanup.internal;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimOrder;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.Removal;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.report.PlannedItem;
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
final class Claims {

    /** Records are claimed in batches of this size. */
    static final int BATCH = 100;

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");
    private static final Reason TAKEN_OVER =
            new Reason(Reason.Kind.HOST, "claimed by an earlier run that did not come to its end");

    private final RecordSource source;
    private final ClaimOrder order;
    private final Draft draft;
    private final TaskLog log;
    private final Walk walk;
    private final Map<Owner, Claim> open = new LinkedHashMap<>();
    private final Map<Owner, RecordFacts> unclaimed = new LinkedHashMap<>();
    private final Set<Owner> retired = new HashSet<>();
    private final Set<Owner> ending = new HashSet<>();

    private Optional<String> overBudget = Optional.empty();

    Claims(RecordSource source, ClaimOrder order, Draft draft, TaskLog log, Walk walk) {
        this.source = source;
        this.order = order;
        this.draft = draft;
        this.log = log;
        this.walk = walk;
        draft.records().forEach(record -> unclaimed.put(record.owner(), record));
    }

    /** Takes over what dead runs of this task have claimed. */
    void takeOver() {
        source.unsettled(claim -> {
            if (claim.task().equals(order.task())) {
                open(claim);
                unclaimed.remove(claim.record().owner());
            }
        });
    }

    /** Claims all that was planned and fits the budget, before the first file goes: two records may share a file. */
    void claimAll() {
        List<RecordFacts> affordable = affordable();
        for (int from = 0; from < affordable.size(); from += BATCH) {
            walk.halt().check();
            claim(affordable.subList(from, Math.min(affordable.size(), from + BATCH)));
            walk.events().progress(order.task(), Phase.CLAIMING, open.size(), OptionalLong.of(affordable.size()));
        }
    }

    private List<RecordFacts> affordable() {
        List<RecordFacts> affordable = new ArrayList<>();
        for (RecordFacts record : unclaimed.values()) {
            PlannedItem item = draft.item(record.owner()).orElseThrow();
            overBudget = walk.halt().take(item.files().size(), item.bytes());
            if (overBudget.isPresent()) {
                break;
            }
            affordable.add(record);
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
        answers.refused.forEach((owner, outcome) -> {
            unclaimed.remove(owner);
            log.record(owner, reason(owner), outcome);
        });
    }

    /** Only what was planned can go: a record that names other files by now is let go until the next run. */
    private void openAsPlanned(Claim claim) {
        RecordFacts planned = unclaimed.remove(claim.record().owner());
        if (planned != null && planned.files().equals(claim.record().files())) {
            open(claim);
        } else {
            release(claim, Outcome.kept(Reason.Kind.CHANGED, "it names other files than when it was planned"));
        }
    }

    private void open(Claim claim) {
        open.put(claim.record().owner(), claim);
        retired.addAll(claim.record().retires());
    }

    /** The claims that are neither settled nor released, in their order. */
    List<Claim> open() {
        return List.copyOf(open.values());
    }

    /** The owners that end with the claimed records. */
    Set<Owner> retired() {
        return retired;
    }

    Reason reason(Claim claim) {
        return reason(claim.record().owner());
    }

    private Reason reason(Owner owner) {
        return draft.item(owner).map(PlannedItem::reason).orElse(TAKEN_OVER);
    }

    /** Has the next so many claims judged once more, and gives those that still hold. */
    List<Claim> confirm(int size) {
        List<Claim> batch = open.values().stream().limit(size).toList();
        Answers answers =
                new Answers(batch.stream().map(claim -> claim.record().owner()).toList());
        answers.take(sink -> source.confirm(batch, order, sink));
        answers.refused.forEach(this::close);
        List<Claim> confirmed = batch.stream()
                .filter(claim -> answers.claims.containsKey(claim.record().owner()))
                .toList();
        confirmed.forEach(claim -> ending.addAll(claim.record().retires()));
        return confirmed;
    }

    /** The owners that end with the records that were confirmed: what any other still names stays. */
    Set<Owner> ending() {
        return ending;
    }

    private void close(Owner owner, Outcome outcome) {
        open.remove(owner);
        log.record(owner, reason(owner), outcome);
    }

    void settle(List<Removal> batch) {
        StrictRemoval.outcomes(batch, sink -> source.settle(batch, sink))
                .forEach((removal, outcome) -> close(removal.claim().record().owner(), outcome));
    }

    /** Takes the mark off a record that could not go, and reports why it could not. */
    void release(Claim claim, Outcome why) {
        release(List.of(claim));
        ending.removeAll(claim.record().retires());
        close(claim.record().owner(), why);
    }

    private void release(List<Claim> batch) {
        StrictRemoval.outcomes(batch, sink -> source.release(batch, sink)).forEach((claim, outcome) -> {
            if (!(outcome instanceof Outcome.Settled)) {
                LOG.warn(
                        "The mark on {} could not be taken off ({}); the next run will",
                        claim.record().owner(),
                        outcome);
            }
        });
    }

    /** Releases what is still claimed, and reports it and what was never claimed as left over. */
    void leaveRestOver() {
        release(open());
        open().forEach(claim -> close(claim.record().owner(), new Outcome.LeftOver()));
        unclaimed.keySet().forEach(owner -> log.record(owner, reason(owner), new Outcome.LeftOver()));
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
