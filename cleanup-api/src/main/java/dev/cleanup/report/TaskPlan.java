package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Reason;
import dev.cleanup.support.SizeFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one task would do. Immutable; the totals are exact, the items and findings are as many as the plan's limit allows.
 *
 * @param task the task's name
 * @param policy its rule in words
 * @param outcome whether it could be planned: anything but completed means that it would remove nothing
 * @param seen what was seen
 * @param keptByReason how many candidates stay, by what protects them
 * @param totals how much would go
 * @param items what would go
 * @param findings what can never go or could not be read
 * @param remarks what a selection chose and by which measure, and what falls short of its target
 */
public record TaskPlan(
        String task,
        String policy,
        TaskOutcome outcome,
        ScanCounts seen,
        Map<Reason.Kind, Long> keptByReason,
        Totals totals,
        List<PlannedItem> items,
        List<ItemReport> findings,
        List<String> remarks) {

    /**
     * How much would go. Immutable.
     *
     * @param items items
     * @param files files of these items
     * @param bytes logical bytes of these files, saturating
     */
    public record Totals(long items, long files, long bytes) {

        /** Nothing. */
        public static final Totals NONE = new Totals(0, 0, 0);

        /**
         * These totals and one item more.
         *
         * @param item the item
         * @return the sum
         */
        public Totals plus(PlannedItem item) {
            return new Totals(items + 1, files + item.files().size(), SizeFormat.plus(bytes, item.bytes()));
        }
    }

    /** Copies the collections. */
    public TaskPlan {
        requireNonNull(task, "task");
        requireNonNull(policy, "policy");
        requireNonNull(outcome, "outcome");
        requireNonNull(seen, "seen");
        keptByReason = Map.copyOf(keptByReason);
        requireNonNull(totals, "totals");
        items = List.copyOf(items);
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }

    /**
     * Whether every item that would go is listed.
     *
     * @return false where the plan reached its limit
     */
    public boolean isComplete() {
        return items.size() == totals.items();
    }

    /**
     * Why the task could not be planned as it should be.
     *
     * @return the cause in one line, escaped; empty where it could
     */
    public Optional<String> problem() {
        return ProblemSummary.of(this);
    }
}
