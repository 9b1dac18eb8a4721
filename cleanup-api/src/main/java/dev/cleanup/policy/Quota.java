package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.FileStoreShare;
import dev.cleanup.storage.Percentage;
import dev.cleanup.storage.StorageLimit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes items in a declared order, once there is too much, until there is little enough; made with
 * {@link Policies#quotaAbove}.
 *
 * <p>It chooses the fewest that reach the target in that order, and passes over what holds no bytes. Ties are broken by
 * id. An item whose place in the order is not known, because the time is absent or could not be read, stays and is
 * mentioned. Where all that may go does not reach the target, all of it is chosen and the rest reported as a shortfall;
 * where the usage could not be measured, nothing is.
 *
 * @param limit what is too much: strictly more than this
 * @param target how much is to go then
 * @param order which items go first
 */
public record Quota(StorageLimit limit, Target target, Order order) implements Selection {

    /** How much is to go once the limit is exceeded. */
    public sealed interface Target {

        /**
         * As much as leaves a share of the limit.
         *
         * @param ofLimit the share
         */
        record DownTo(Percentage ofLimit) implements Target {
            /** Checks that the share is there. */
            public DownTo {
                requireNonNull(ofLimit, "ofLimit");
            }
        }

        /**
         * A share of what the storage's own files hold.
         *
         * @param ofUsed the share
         */
        record Freeing(Percentage ofUsed) implements Target {
            /** Checks that the share is there. */
            public Freeing {
                requireNonNull(ofUsed, "ofUsed");
            }
        }
    }

    /** Which items go first. */
    public sealed interface Order {

        /**
         * The oldest.
         *
         * @param time by which time of records; empty for the newest time of files
         */
        record OldestFirst(Optional<RecordTime> time) implements Order {
            /** Checks that there is an answer. */
            public OldestFirst {
                requireNonNull(time, "time");
            }
        }

        /** Those that hold the most bytes. */
        record LargestFirst() implements Order {}
    }

    /**
     * A limit of which it is not yet said what follows when it is exceeded. Immutable.
     *
     * @param limit the limit
     */
    public record Exceeded(StorageLimit limit) {

        /**
         * Checks the limit.
         *
         * @throws IllegalArgumentException if it is zero
         */
        public Exceeded {
            requireLimit(limit);
        }

        /**
         * Enough goes to leave a share of the limit.
         *
         * @param ofLimit the share
         * @return what still needs an order
         */
        public Unordered downTo(Percentage ofLimit) {
            return new Unordered(limit, new Target.DownTo(ofLimit));
        }

        /**
         * Enough goes to free a share of what the storage's own files hold, whatever the limit is measured by.
         *
         * @param ofUsed the share
         * @return what still needs an order
         */
        public Unordered freeing(Percentage ofUsed) {
            return new Unordered(limit, new Target.Freeing(ofUsed));
        }
    }

    /**
     * A quota of which it is not yet said which items go first. Immutable.
     *
     * @param limit what is too much
     * @param target how much is to go then
     */
    public record Unordered(StorageLimit limit, Target target) {

        /** Checks the parts. */
        public Unordered {
            requireLimit(limit);
            requireNonNull(target, "target");
        }

        /**
         * Files go by their newest time, oldest first.
         *
         * @return the quota
         */
        public Quota oldestFirst() {
            return new Quota(limit, target, new Order.OldestFirst(Optional.empty()));
        }

        /**
         * Records go with their files by a time of theirs, oldest first.
         *
         * @param time the host's name for the time, such as {@code created}
         * @return the quota
         */
        public Quota oldestFirst(String time) {
            return new Quota(limit, target, new Order.OldestFirst(Optional.of(new RecordTime(time))));
        }

        /**
         * Items go by the bytes that they hold, largest first.
         *
         * @return the quota
         */
        public Quota largestFirst() {
            return new Quota(limit, target, new Order.LargestFirst());
        }
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the limit is zero
     */
    public Quota {
        requireLimit(limit);
        requireNonNull(target, "target");
        requireNonNull(order, "order");
    }

    private static void requireLimit(StorageLimit limit) {
        if (requireNonNull(limit, "limit").equals(new ByteSize(0))) {
            throw new IllegalArgumentException("limit (" + limit + ") must be positive: every file would exceed it, and"
                    + " the quota would let go everything that the policy allows. Use a size such as megabytes(1024)");
        }
    }

    @Override
    public String description() {
        return first() + ", once " + tooMuch() + ", until " + enough();
    }

    private String first() {
        return order instanceof Order.OldestFirst oldest
                ? "oldest by " + CandidateOrder.name(oldest.time())
                : "largest";
    }

    private String tooMuch() {
        return limit instanceof FileStoreShare
                ? "more than " + limit + " is used"
                : "the storage holds more than " + limit;
    }

    private String enough() {
        if (target instanceof Target.Freeing freeing) {
            return freeing.ofUsed() + " of what the storage holds is freed";
        }
        String atMost = "at most " + ((Target.DownTo) target).ofLimit() + " of that";
        return limit instanceof FileStoreShare ? atMost + " is used" : "it holds " + atMost;
    }

    @Override
    public Set<Fact<?>> needs() {
        Set<Fact<?>> needs = new HashSet<>();
        if (order instanceof Order.OldestFirst oldest) {
            needs.add(CandidateOrder.need(oldest.time()));
        }
        if (limit instanceof FileStoreShare) {
            needs.add(Fact.STORE_CAPACITY);
        }
        if (limit instanceof ByteSize || target instanceof Target.Freeing) {
            needs.add(Fact.STORAGE_USED);
        }
        return Set.copyOf(needs);
    }

    @Override
    public SelectionResult choose(List<Candidate> candidates, StorageUsage usage) {
        FactValue<LimitExcess> excess = LimitExcess.of(this, usage);
        if (!(excess instanceof FactValue.Known<LimitExcess> known)) {
            return new SelectionResult(List.of(), "nothing is chosen", Optional.of(unmeasured(excess)));
        }
        if (!known.value().isThere()) {
            return new SelectionResult(List.of(), known.value() + ": nothing is chosen", Optional.empty());
        }
        return fill(known.value(), candidates);
    }

    private SelectionResult fill(LimitExcess excess, List<Candidate> candidates) {
        SmallestSelection fewest = new SmallestSelection(order, excess.toFree());
        candidates.forEach(fewest::offer);
        List<Candidate> chosen = fewest.chosen();
        long freed = 0;
        for (Candidate candidate : chosen) {
            freed = ByteSize.plus(freed, candidate.bytes());
        }
        String counts = chosen.size() + " of " + candidates.size();
        return new SelectionResult(
                chosen, explanation(excess, fewest.unknown(), counts, freed), shortfall(excess, freed));
    }

    private String explanation(LimitExcess excess, List<Candidate> unknown, String counts, long freed) {
        String what = order instanceof Order.OldestFirst oldest ? CandidateOrder.name(oldest.time()) : "size";
        return excess + ": " + new ByteSize(excess.toFree()) + " have to go, " + counts + " free " + new ByteSize(freed)
                + CandidateOrder.passedOver(unknown, what)
                        .map(sentence -> "; " + sentence)
                        .orElse("");
    }

    private static Optional<String> shortfall(LimitExcess excess, long freed) {
        if (freed >= excess.toFree()) {
            return Optional.empty();
        }
        return Optional.of(
                "the target is missed by " + new ByteSize(excess.toFree() - freed) + ": all that may go frees"
                        + " only " + new ByteSize(freed) + ". Let the policy allow more, or make room by other means");
    }

    private static String unmeasured(FactValue<LimitExcess> excess) {
        return "it is not known whether the limit is exceeded: "
                + (excess instanceof FactValue.Unreadable<LimitExcess> unreadable ? unreadable.why() : "no usage");
    }
}
