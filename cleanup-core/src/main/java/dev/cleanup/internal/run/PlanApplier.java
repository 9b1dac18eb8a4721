package dev.cleanup.internal.run;

import dev.cleanup.internal.config.CleanupConfig;
import dev.cleanup.internal.config.ConfigDigest;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.plan.PlanApproval;
import dev.cleanup.internal.plan.PlannedItems;
import dev.cleanup.internal.plan.Planner;
import dev.cleanup.internal.plan.TaskDraft;
import dev.cleanup.internal.quarantine.QuarantineMaintenance;
import dev.cleanup.internal.query.DroppedItems;
import dev.cleanup.internal.report.TaskReportBuilder;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.report.TaskReport;
import dev.cleanup.storage.QuarantinedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Applies a plan that was made earlier: each task is drafted afresh, and of the fresh draft goes what the plan holds, too.
 *
 * <p>So a plan reaches nothing that a fresh one would not, whoever wrote it.
 */
final class PlanApplier {

    private final RunContext walk;
    private final CleanupPlan plan;

    PlanApplier(RunContext walk, CleanupPlan plan) {
        this.walk = walk;
        this.plan = plan;
    }

    CleanupReport apply() {
        Optional<Refusal> unfit = unfit();
        List<TaskReport> reports = new ArrayList<>();
        if (unfit.isPresent()) {
            plan.tasks().forEach(task -> reports.add(refused(task, unfit.get())));
            return execution().report(reports, QuarantineReport.NOTHING);
        }
        QuarantineMaintenance care = new QuarantineMaintenance(walk);
        care.restore();
        Planner planning = new Planner(
                walk,
                this::room,
                draft -> planOf(draft.task()).ifPresent(planned -> new PlanApproval(plan, planned).lift(draft)));
        for (TaskDraft draft : planning.drafts(task -> planOf(task).isPresent())) {
            reports.add(apply(planOf(draft.task()).orElseThrow(), draft, planning));
        }
        Set<QuarantinedFile> expiring = Set.copyOf(plan.quarantine().expiringFiles());
        care.purge(reports, expiring::contains);
        return execution().report(reports, care.report());
    }

    private TaskRunner execution() {
        return new TaskRunner(walk, plan.approvedBy());
    }

    /** Why this plan cannot be applied here and now. */
    private Optional<Refusal> unfit() {
        CleanupConfig composition = walk.composition();
        if (!plan.fingerprint().equals(ConfigDigest.of(composition))) {
            return Optional.of(mend(
                    "foreign-plan",
                    "plan " + plan.id() + " was made by another composition (" + plan.cleanup() + " over "
                            + plan.storage() + "), or this one has changed since: its tasks, policies, guards and"
                            + " sources are what the plan was approved for. Not as the plan has it: "
                            + ConfigDigest.difference(plan.fingerprint(), composition) + ".",
                    "Make a new plan."));
        }
        if (!walk.now().isBefore(plan.expires())) {
            return Optional.of(mend(
                    "expired-plan",
                    "plan " + plan.id() + " of " + plan.at() + " expired at " + plan.expires()
                            + ": the older a plan, the less of what it saw still holds.",
                    "Make a new plan, or let plans live longer with planTtl(..)."));
        }
        return Optional.empty();
    }

    private static Refusal mend(String guard, String message, String remedy) {
        return new Refusal(guard, message, List.of(), remedy, Refusal.Remedy.FIX);
    }

    private static TaskReport refused(TaskPlan task, Refusal refusal) {
        return new TaskReport(
                task.task(),
                task.policy(),
                new TaskOutcome.Refused(List.of(refusal)),
                ScanCounts.NOTHING,
                Map.of(),
                OutcomeCounts.NONE,
                OutcomeCounts.NONE,
                List.of(),
                List.of());
    }

    private Optional<TaskPlan> planOf(TaskDefinition task) {
        return plan.tasks().stream()
                .filter(planned -> planned.task().equals(task.name()))
                .findFirst();
    }

    /** What the plan holds is needed in full; what else a fresh plan would hold is counted. */
    private PlannedItems.Room room(TaskDefinition task) {
        Set<String> held = planOf(task).stream()
                .flatMap(planned -> planned.items().stream())
                .map(PlannedItem::name)
                .collect(Collectors.toSet());
        return (name, kept) -> held.contains(name) || PlannedItems.FOR_SOME.isThereFor(name, kept);
    }

    private TaskReport apply(TaskPlan planned, TaskDraft draft, Planner planning) {
        Optional<TaskOutcome> obstacle = obstacle(planned);
        if (obstacle.isPresent()) {
            return TaskReportBuilder.of(draft.task(), walk).report(obstacle.get());
        }
        TaskReportBuilder log = new TaskReportBuilder(draft, walk.events());
        if (!draft.isExecutable()) {
            return log.report(draft.outcome());
        }
        List<PlannedItem> gone = draft.items().keepOnly(planned.items());
        log.leftOver(planned.totals().items() - planned.items().size());
        DroppedItems whyNot = new DroppedItems(walk, draft, planning.completeLook(), log);
        try {
            whyNot.explain(gone);
        } catch (RuntimeException thrown) {
            draft.stop(StopCondition.outcomeOf(thrown));
        }
        if (!draft.isExecutable()) {
            whyNot.leaveRestOver();
            draft.items().list().forEach(item -> log.item(item, new Outcome.NotReached()));
        }
        return execution().execute(draft, log);
    }

    /** What the plan itself says against its being applied. */
    private Optional<TaskOutcome> obstacle(TaskPlan task) {
        TaskOutcome outcome = task.outcome();
        if (outcome instanceof TaskOutcome.Refused refused) {
            boolean approved = plan.approvedBy().isPresent()
                    && refused.refusals().stream().allMatch(refusal -> refusal.way() == Refusal.Remedy.APPROVE);
            return approved ? Optional.empty() : Optional.of(outcome);
        }
        boolean planned =
                outcome instanceof TaskOutcome.Completed || outcome instanceof TaskOutcome.CompletedWithFailures;
        return planned ? Optional.empty() : Optional.of(outcome);
    }
}
