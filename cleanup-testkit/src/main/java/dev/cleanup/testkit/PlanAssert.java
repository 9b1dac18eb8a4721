package dev.cleanup.testkit;

import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.TaskPlan;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a plan; made by {@link CleanupAssertions}. Confined to one thread.
 *
 * <p>A failure shows the whole plan as people read it.
 */
public final class PlanAssert extends AbstractAssert<PlanAssert, CleanupPlan> {

    PlanAssert(CleanupPlan plan) {
        super(plan, PlanAssert.class);
    }

    /**
     * Checks that every task could be planned.
     *
     * @return this
     */
    public PlanAssert isSuccess() {
        isNotNull();
        if (!actual.isSuccess()) {
            throw failure("Expecting every task to be planned, but not all were:%n%s", actual.toText());
        }
        return this;
    }

    /**
     * Begins assertions about one task.
     *
     * @param name the task's name
     * @return the assertions
     */
    public TaskPlanAssert task(String name) {
        isNotNull();
        if (actual.tasks().stream().map(TaskPlan::task).noneMatch(name::equals)) {
            throw failure("Expecting a task %s, but there is none:%n%s", name, actual.toText());
        }
        return new TaskPlanAssert(actual.task(name), actual.toText());
    }
}
