package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.Seen;
import dev.cleanup.report.Tally;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.report.TaskReport;
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
final class Application {

    private final Walk walk;
    private final CleanupPlan plan;

    Application(Walk walk, CleanupPlan plan) {
        this.walk = walk;
        this.plan = plan;
    }

    CleanupReport apply() {
        Optional<Refusal> unfit = unfit();
        List<TaskReport> reports = new ArrayList<>();
        if (unfit.isPresent()) {
            plan.tasks().forEach(task -> reports.add(refused(task, unfit.get())));
            return new Execution(walk).report(reports);
        }
        Planning planning = new Planning(walk);
        for (Draft draft : planning.drafts()) {
            reports.add(apply(planOf(draft), draft, planning));
        }
        return new Execution(walk).report(reports);
    }

    /** Why this plan cannot be applied here and now. */
    private Optional<Refusal> unfit() {
        Composition composition = walk.composition();
        if (!plan.fingerprint().equals(Fingerprint.of(composition))) {
            return Optional.of(mend(
                    "foreign-plan",
                    "plan " + plan.id() + " was made by another composition (" + plan.cleanup() + " over "
                            + plan.storage() + "), or this one has changed since: its tasks, policies, guards and"
                            + " sources are what the plan was approved for.",
                    "Make a new plan."));
        }
        if (!walk.now().isBefore(plan.expires())) {
            return Optional.of(mend(
                    "expired-plan",
                    "plan " + plan.id() + " of " + plan.at() + " expired at " + plan.expires()
                            + ": the older a plan, the less of what it saw still holds.",
                    "Make a new plan, or let plans live longer with plansExpireAfter(..)."));
        }
        return Optional.empty();
    }

    private static Refusal mend(String guard, String message, String remedy) {
        return new Refusal(guard, message, List.of(), remedy, Refusal.Way.MEND);
    }

    private static TaskReport refused(TaskPlan task, Refusal refusal) {
        return new TaskReport(
                task.task(),
                task.policy(),
                new TaskOutcome.Refused(List.of(refusal)),
                Seen.NOTHING,
                Map.of(),
                Tally.NONE,
                Tally.NONE,
                List.of(),
                List.of());
    }

    private Optional<TaskPlan> planOf(Draft draft) {
        return plan.tasks().stream()
                .filter(task -> task.task().equals(draft.task().name()))
                .findFirst();
    }

    private TaskReport apply(Optional<TaskPlan> planned, Draft draft, Planning planning) {
        Optional<TaskOutcome> obstacle = planned.isEmpty()
                ? Optional.of(new TaskOutcome.Skipped("the plan does not hold this task"))
                : obstacle(planned.get());
        if (obstacle.isPresent()) {
            return TaskLog.of(draft.task(), walk).report(obstacle.get());
        }
        draft.approve(approved(planned.get()));
        TaskLog log = new TaskLog(draft, walk.events());
        if (draft.isExecutable()) {
            List<PlannedItem> gone = draft.keepOnly(planned.get().items());
            explain(gone, new WhyNot(walk, draft, planning.completeLook(), log), draft);
            log.leftOver(planned.get().totals().items() - planned.get().items().size());
        }
        return new Execution(walk).execute(draft, log);
    }

    /** What is left unexplained stops the task, and no other: what went by then must stand in a report. */
    private static void explain(List<PlannedItem> items, WhyNot whyNot, Draft draft) {
        try {
            whyNot.explain(items);
        } catch (Halt.HaltedException halted) {
            draft.stop(new TaskOutcome.Stopped(halted.why()));
        } catch (RuntimeException fault) {
            draft.stop(new TaskOutcome.Failed(Failure.of(fault)));
        }
    }

    /** The guards whose refusal stands in the plan that was approved. */
    private Set<String> approved(TaskPlan task) {
        return plan.approvedBy().isPresent() && task.outcome() instanceof TaskOutcome.Refused refused
                ? refused.refusals().stream().map(Refusal::guard).collect(Collectors.toSet())
                : Set.of();
    }

    /** What the plan itself says against its being applied. */
    private Optional<TaskOutcome> obstacle(TaskPlan task) {
        TaskOutcome outcome = task.outcome();
        if (outcome instanceof TaskOutcome.Refused refused) {
            boolean approved = plan.approvedBy().isPresent()
                    && refused.refusals().stream().allMatch(refusal -> refusal.way() == Refusal.Way.APPROVE);
            return approved ? Optional.empty() : Optional.of(outcome);
        }
        boolean planned =
                outcome instanceof TaskOutcome.Completed || outcome instanceof TaskOutcome.CompletedWithFailures;
        return planned ? Optional.empty() : Optional.of(outcome);
    }
}
