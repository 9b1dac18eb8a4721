package dev.cleanup.internal.plan;

import dev.cleanup.guard.Evidence;
import dev.cleanup.guard.Guard;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import java.util.Optional;

/**
 * The approval of a plan: lifts a refusal that the plan holds, where the plan's own numbers show it and a fresh look shows no
 * more.
 *
 * <p>A stored plan can be edited. An outcome that was changed into a refusal contradicts the numbers beside it.
 */
public final class PlanApproval {

    private final CleanupPlan plan;
    private final TaskPlan planned;

    public PlanApproval(CleanupPlan plan, TaskPlan planned) {
        this.plan = plan;
        this.planned = planned;
    }

    /** Lifts what the approval covers; what it does not cover stays, and says why. */
    public void lift(TaskDraft draft) {
        draft.evidence().ifPresent(fresh -> draft.review(refusal -> review(refusal, draft.task(), fresh)));
    }

    private Optional<Refusal> review(Refusal refusal, TaskDefinition task, Evidence fresh) {
        if (refusal.way() != Refusal.Remedy.APPROVE || !isApproved(refusal.guard())) {
            return Optional.of(refusal);
        }
        return task.guards().stream()
                .filter(guard -> guard.name().equals(refusal.guard()))
                .findFirst()
                .map(guard -> doubt(guard, fresh))
                .orElse(Optional.of("no guard of this task has that name"))
                .map(doubt -> doubted(refusal, doubt));
    }

    private boolean isApproved(String guard) {
        return plan.approvedBy().isPresent()
                && planned.outcome() instanceof TaskOutcome.Refused refused
                && refused.refusals().stream()
                        .anyMatch(held -> held.way() == Refusal.Remedy.APPROVE
                                && held.guard().equals(guard));
    }

    /** Why the approval does not cover what a guard refuses now. */
    private Optional<String> doubt(Guard guard, Evidence fresh) {
        Evidence approved = approved(fresh);
        if (canReplay(guard) && guard.check(approved).isEmpty()) {
            return Optional.of("by the plan's own numbers this guard let the task pass");
        }
        return guard.isExceeded(fresh, approved)
                ? Optional.of("the plan's numbers do not show what is refused now")
                : Optional.empty();
    }

    /** A guard that looks through all items cannot judge by those that a cut plan lists. */
    private boolean canReplay(Guard guard) {
        return planned.isComplete() || !guard.looksAtItems();
    }

    private Evidence approved(Evidence fresh) {
        return new Evidence(
                fresh.task(),
                planned.seen(),
                planned.totals(),
                planned.items(),
                plan.references(),
                fresh.unmappable(),
                fresh.nearMatches(),
                fresh.unnameable(),
                fresh.storage(),
                fresh.earlier());
    }

    private Refusal doubted(Refusal refusal, String doubt) {
        return new Refusal(
                refusal.guard(),
                refusal.message() + " The approval of plan " + plan.id() + " does not cover this: " + doubt + ".",
                refusal.samples(),
                refusal.remedy(),
                refusal.way());
    }
}
