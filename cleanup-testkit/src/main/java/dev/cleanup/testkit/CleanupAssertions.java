package dev.cleanup.testkit;

import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Selection;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;

/**
 * The ways into the assertions about policies, selections, plans and reports, to be imported statically.
 *
 * <p>Stateless. Lives beside AssertJ's own {@code assertThat}: both can be imported.
 */
public final class CleanupAssertions {

    private CleanupAssertions() {}

    /**
     * Begins assertions about a policy.
     *
     * @param policy the policy
     * @return the assertions
     */
    public static PolicyAssert assertThat(ItemPolicy policy) {
        return new PolicyAssert(policy);
    }

    /**
     * Begins assertions about a selection.
     *
     * @param selection the selection
     * @return the assertions
     */
    public static SelectionAssert assertThat(Selection selection) {
        return new SelectionAssert(selection);
    }

    /**
     * Begins assertions about a plan.
     *
     * @param plan the plan
     * @return the assertions
     */
    public static PlanAssert assertThat(CleanupPlan plan) {
        return new PlanAssert(plan);
    }

    /**
     * Begins assertions about a report.
     *
     * @param report the report
     * @return the assertions
     */
    public static ReportAssert assertThat(CleanupReport report) {
        return new ReportAssert(report);
    }
}
