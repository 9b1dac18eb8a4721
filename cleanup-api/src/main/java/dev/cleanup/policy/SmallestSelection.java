package dev.cleanup.policy;

import dev.cleanup.fact.FactValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The fewest candidates that free enough, the first in an order: of a million that are offered, only those few are held. Not
 * thread-safe.
 */
final class SmallestSelection {

    private record Placed(Candidate candidate, Instant time) {

        long bytes() {
            return candidate.bytes();
        }
    }

    private final Quota.Order order;
    private final Comparator<Placed> inOrder;

    /** The last of them on top. */
    private final PriorityQueue<Placed> chosen;

    private final List<Candidate> unknown = new ArrayList<>();

    /** What is still to be freed beside what is chosen; negative where that frees more, if never without its last. */
    private long missing;

    /**
     * Begins without any.
     *
     * @param toFree more than zero bytes
     */
    SmallestSelection(Quota.Order order, long toFree) {
        this.order = order;
        this.inOrder = comparator(order);
        this.chosen = new PriorityQueue<>(inOrder.reversed());
        this.missing = toFree;
    }

    private static Comparator<Placed> comparator(Quota.Order order) {
        Comparator<Placed> first = order instanceof Quota.Order.OldestFirst
                ? Comparator.comparing(Placed::time)
                : Comparator.comparingLong(Placed::bytes).reversed();
        return first.thenComparing(placed -> placed.candidate().id());
    }

    void offer(Candidate candidate) {
        if (!(timeOf(candidate) instanceof FactValue.Known<Instant> known)) {
            unknown.add(candidate);
        } else if (candidate.bytes() > 0) {
            offer(new Placed(candidate, known.value()));
        }
    }

    private FactValue<Instant> timeOf(Candidate candidate) {
        return order instanceof Quota.Order.OldestFirst oldest
                ? CandidateOrder.read(candidate.facts(), oldest.time())
                : FactValue.known(Instant.EPOCH);
    }

    private void offer(Placed placed) {
        if (missing <= 0 && !isBeforeLast(placed)) {
            return;
        }
        while (isBeforeLast(placed) && missing + chosen.element().bytes() <= placed.bytes()) {
            missing += chosen.remove().bytes();
        }
        chosen.add(placed);
        missing -= placed.bytes();
    }

    private boolean isBeforeLast(Placed placed) {
        return !chosen.isEmpty() && inOrder.compare(placed, chosen.element()) < 0;
    }

    /** The chosen ones in their order. */
    List<Candidate> chosen() {
        return chosen.stream().sorted(inOrder).map(Placed::candidate).toList();
    }

    /** Those that have no place in the order, as their time is not known. */
    List<Candidate> unknown() {
        return unknown;
    }
}
