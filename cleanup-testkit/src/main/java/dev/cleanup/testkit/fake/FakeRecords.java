package dev.cleanup.testkit.fake;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import dev.cleanup.testkit.TestRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a fake source, and beside them its marks and what it remembers. Safe for use by several threads. */
final class FakeRecords {

    /** Either a mark, or the outcome that stands in its way. */
    record Claiming(@Nullable Claim claim, @Nullable Outcome hindrance) {}

    /** How a row was left when it was settled. */
    private record Left(boolean isDone, RecordFacts facts) {}

    private final String name;
    private final Set<Fact<?>> provided = new HashSet<>(Set.of(Fact.FILES));
    private final Map<String, TestRecord> rows = new LinkedHashMap<>();
    private final Map<String, Claim> marks = new LinkedHashMap<>();
    private final Map<String, Left> left = new HashMap<>();
    private long tokens;

    FakeRecords(String name) {
        this.name = name;
    }

    synchronized void provide(Set<Fact<?>> facts) {
        provided.addAll(facts);
    }

    synchronized Set<Fact<?>> provided() {
        Set<Fact<?>> facts = new HashSet<>(provided);
        rows.values().forEach(row -> facts.addAll(row.facts().readings().keySet()));
        return Set.copyOf(facts);
    }

    synchronized void add(TestRecord sketch) {
        TestRecord row = sketch.of(name);
        String id = row.facts().owner().id();
        if (rows.putIfAbsent(id, row) != null) {
            throw new IllegalStateException("id (" + id + ") is taken: a source has each record once. Use update(..)");
        }
    }

    synchronized void update(String id, TestRecord sketch) {
        row(id);
        rows.put(id, sketch.of(name).id(id));
    }

    synchronized void delete(String id) {
        row(id);
        rows.remove(id);
    }

    synchronized TestRecord row(String id) {
        TestRecord row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("id (" + id + ") is no record of " + name + ": it has " + rows.keySet());
        }
        return row;
    }

    synchronized List<String> ids() {
        return List.copyOf(rows.keySet());
    }

    synchronized @Nullable RecordFacts facts(String id) {
        TestRecord row = rows.get(id);
        return row == null ? null : row.withoutOthersOf(provided()).facts();
    }

    /** The rows that a search visits: neither marked nor remembered as done. */
    synchronized List<RecordFacts> open() {
        Set<Fact<?>> all = provided();
        return rows.values().stream()
                .map(row -> row.withoutOthersOf(all).facts())
                .filter(row -> !isMarked(row.owner().id()) && !isDone(row))
                .toList();
    }

    synchronized List<RecordFacts> all() {
        return rows.values().stream().map(TestRecord::facts).toList();
    }

    private boolean isDone(RecordFacts row) {
        return isAsLeft(row) && requireNonNull(left.get(row.owner().id())).isDone();
    }

    private boolean isAsLeft(RecordFacts row) {
        Left known = left.get(row.owner().id());
        return known != null && known.facts().equals(row);
    }

    synchronized Set<Owner> stillSettled(Set<Owner> owners) {
        Set<Owner> still = new HashSet<>();
        for (String id : rows.keySet()) {
            RecordFacts row = facts(id);
            if (row != null && isAsLeft(row)) {
                still.addAll(row.retiredOwners());
            }
        }
        still.retainAll(owners);
        return still;
    }

    synchronized void forgetSettled(Set<Owner> owners) {
        owners.stream()
                .filter(owner -> owner.equals(new Owner(name, owner.id())))
                .forEach(owner -> left.remove(owner.id()));
    }

    synchronized boolean isMarked(String id) {
        return marks.containsKey(id);
    }

    synchronized List<Claim> marks() {
        return List.copyOf(marks.values());
    }

    synchronized boolean isOpen(Claim claim) {
        return marks.containsValue(claim);
    }

    /** The row as it stands under its lock, judged and marked in one step. */
    synchronized Claiming claim(String id, ClaimRequest order) {
        RecordFacts row = facts(id);
        Outcome hindrance = row == null ? new Outcome.AlreadyGone() : hindranceOf(row, order);
        if (row == null || hindrance != null) {
            return new Claiming(null, hindrance);
        }
        String token = name + "-mark-" + ++tokens;
        Claim claim = new Claim(token, row, order.run(), order.task(), order.settlement(), order.at());
        marks.put(id, claim);
        return new Claiming(claim, null);
    }

    private @Nullable Outcome hindranceOf(RecordFacts row, ClaimRequest order) {
        Claim mark = marks.get(row.owner().id());
        if (mark != null) {
            return Outcome.kept(Reason.Kind.IN_USE, "claimed by run " + mark.run());
        }
        if (isDone(row)) {
            return Outcome.kept(Reason.Kind.CHANGED, "its files went in an earlier run");
        }
        Decision decision = order.judge().apply(row);
        return decision.removes() ? null : new Outcome.Kept(decision.reason());
    }

    /** What stands in the way of a marked row now, or null where it is still due; unless it has lost a file, its mark is then taken off. */
    synchronized @Nullable Outcome confirm(Claim claim, ClaimRequest order) {
        String id = claim.record().owner().id();
        RecordFacts row = facts(id);
        if (!isOpen(claim)) {
            return taken();
        }
        Outcome hindrance;
        if (row == null) {
            hindrance = new Outcome.AlreadyGone();
        } else {
            Decision decision = order.judge().apply(row);
            hindrance = decision.removes() ? changeSince(claim, row) : new Outcome.Kept(decision.reason());
        }
        if (hindrance != null && (row == null || !order.hasLost(row))) {
            marks.remove(id);
        }
        return hindrance;
    }

    private static @Nullable Outcome changeSince(Claim claim, RecordFacts now) {
        return now.files().equals(claim.record().files())
                ? null
                : Outcome.kept(Reason.Kind.CHANGED, "it names other files than when it was claimed");
    }

    private static Outcome taken() {
        return Outcome.kept(Reason.Kind.CHANGED, "its mark is gone: another run has ended its claim");
    }

    synchronized Outcome release(Claim claim) {
        marks.remove(claim.record().owner().id(), claim);
        return new Outcome.Settled();
    }

    synchronized Outcome settle(SettlementRequest removal) {
        Claim claim = removal.claim();
        String id = claim.record().owner().id();
        if (!marks.remove(id, claim)) {
            return taken();
        }
        TestRecord row = rows.get(id);
        if (row != null) {
            settle(id, row, removal);
        }
        return new Outcome.Settled();
    }

    private void settle(String id, TestRecord row, SettlementRequest removal) {
        Settlement settlement = removal.claim().settlement();
        left.remove(id);
        if (settlement instanceof Settlement.Keep) {
            left.put(id, new Left(!removal.sharesFile(), requireNonNull(facts(id))));
        } else if (settlement instanceof Settlement.SetStatus to) {
            rows.put(id, row.status(to.status()));
            left.put(id, new Left(false, requireNonNull(facts(id))));
        } else if (settlement instanceof Settlement.ClearFiles) {
            rows.put(id, row.files());
        } else {
            rows.remove(id);
        }
    }

    synchronized @Nullable String status(String id) {
        FactValue<String> status = row(id).facts().read(Fact.STATUS);
        return status instanceof FactValue.Known<String> known ? known.value() : null;
    }
}
