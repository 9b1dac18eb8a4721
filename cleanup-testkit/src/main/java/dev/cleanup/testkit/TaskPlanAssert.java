package dev.cleanup.testkit;

import dev.cleanup.reference.Owner;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what one task would do; made by {@link PlanAssert#task}. Confined to one thread.
 *
 * <p>Names are compared in any order, each as often as it is planned. What a plan that reached its limit does not list
 * cannot be checked: the check then fails and says so.
 */
public final class TaskPlanAssert extends AbstractAssert<TaskPlanAssert, TaskPlan> {

    private final String shown;

    TaskPlanAssert(TaskPlan plan, String shown) {
        super(plan, TaskPlanAssert.class);
        this.shown = shown;
    }

    /**
     * Checks which files would go, whether for their own sake or with a record, and no other.
     *
     * @param keys the names of the files
     * @return this
     */
    public TaskPlanAssert wouldRemove(String... keys) {
        return lists(
                "remove the files",
                item -> item.files().stream().map(file -> file.key().path()),
                keys);
    }

    /**
     * Checks which records would be brought into their end state, and no other.
     *
     * @param owners the records, such as {@code sessions#42}
     * @return this
     */
    public TaskPlanAssert wouldSettle(String... owners) {
        return lists("settle the records", item -> item.record().map(Owner::toString).stream(), owners);
    }

    private TaskPlanAssert lists(String what, Function<PlannedItem, Stream<String>> names, String... expected) {
        requireComplete();
        List<String> planned = actual.items().stream().flatMap(names).sorted().toList();
        return check(planned.equals(Stream.of(expected).sorted().toList()), what + " " + List.of(expected), planned);
    }

    private void requireComplete() {
        if (!actual.isComplete()) {
            throw failure(
                    "The plan is truncated: task %s lists %s of %s items, so what it would remove cannot be checked."
                            + " Compare its totals, or raise the limit of the plan",
                    actual.task(), actual.items().size(), actual.totals().items());
        }
    }

    /**
     * Checks that nothing at all would go, for whatever reason.
     *
     * @return this
     */
    public TaskPlanAssert wouldRemoveNothing() {
        return check(actual.totals().equals(TaskPlan.Totals.NONE), "remove nothing", actual.totals());
    }

    /**
     * Checks how much would go; exact also where the plan reached its limit.
     *
     * @param totals items, files and bytes
     * @return this
     */
    public TaskPlanAssert hasTotals(TaskPlan.Totals totals) {
        return check(actual.totals().equals(totals), "come to " + totals, actual.totals());
    }

    /**
     * Checks that the task could be planned.
     *
     * @return this
     */
    public TaskPlanAssert isSuccess() {
        return check(actual.outcome().isSuccess(), "succeed", actual.outcome());
    }

    /**
     * Checks that a guard stopped the task.
     *
     * @param guard the guard's name
     * @return this
     */
    public TaskPlanAssert refusedBy(String guard) {
        return check(
                OutcomeAssertions.isRefusedBy(guard, actual.outcome()), "be refused by " + guard, actual.outcome());
    }

    /**
     * Checks that something that the task depends on could not be found out.
     *
     * @return this
     */
    public TaskPlanAssert failed() {
        return check(actual.outcome() instanceof TaskOutcome.Failed, "fail", actual.outcome());
    }

    private TaskPlanAssert check(boolean holds, String expected, Object found) {
        Optional<String> fault = OutcomeAssertions.fault(holds, actual.task(), expected, found, shown);
        if (fault.isPresent()) {
            throw failure("%s", fault.get());
        }
        return this;
    }
}
