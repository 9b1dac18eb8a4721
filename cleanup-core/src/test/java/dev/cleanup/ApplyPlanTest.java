package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.refusal;
import static dev.cleanup.Sweep.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ApplyPlanTest {

    private final Sweep sweep = new Sweep();

    private CleanupPlan refusedPlan() {
        sweep.old("a", "b");
        return sweep.cleanup().plan();
    }

    @Test
    void aRehearsedPlanRemovesWhatItHolds() {
        sweep.old("used", "orphan").named("used");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.old("later");

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "later");
        assertThat(with(Outcome.Deleted.class, report)).containsExactly("orphan");
    }

    @Test
    void aRefusedPlanRemovesNothing() {
        CleanupReport report = sweep.cleanup().apply(refusedPlan());

        assertThat(refusal(report.task(TASK).outcome()).guard()).isEqualTo("no-references");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void anApprovedPlanRemovesWhatItHoldsForThisOnce() {
        CleanupPlan plan = refusedPlan().approvedBy("operator");
        sweep.old("later");

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(sweep.storage.keys()).containsExactly("later");
        assertThat(report.isSuccess()).isTrue();
        assertThat(refusal(sweep.run().task(TASK).outcome()).guard()).isEqualTo("no-references");
    }

    @Test
    void applyingItAgainFindsNothingLeftToDo() {
        CleanupPlan plan = refusedPlan().approvedBy("operator");
        sweep.cleanup().apply(plan);

        CleanupReport again = sweep.cleanup().apply(plan);

        assertThat(again.files().alreadyGone()).isEqualTo(2);
        assertThat(again.files().deleted()).isZero();
        assertThat(again.isSuccess()).isTrue();
    }

    @Test
    void anApprovalDoesNotCoverAFaultThatThePlanDidNotShow() {
        sweep.healthy(11);
        for (int i = 0; i < 12; i++) {
            sweep.old("orphan-" + i);
        }
        CleanupPlan plan = sweep.cleanup().plan().approvedBy("operator");
        for (int i = 0; i < 11; i++) {
            sweep.database.remove("used-" + i + ".m4a");
        }

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(refusal(report.task(TASK).outcome()).guard()).isEqualTo("no-references");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void whatCanOnlyBeMendedCannotBeApproved() {
        sweep.healthy(3).old("orphan").database.addUnmappable("../x", "it would climb");
        CleanupPlan plan = sweep.cleanup().plan().approvedBy("operator");

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(refusal(report.task(TASK).outcome()).guard()).isEqualTo("unmappable-references");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void saysOfEachItemThatStaysWhyItStays() {
        sweep.old("used", "attached", "replaced", "removed", "orphan").named("used");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.named("attached").storage.replace("replaced");
        sweep.storage.delete("removed");

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "attached", "replaced");
        assertThat(report.toText())
                .contains("attached  kept, a reference names it by now")
                .contains("replaced  kept, another file has its name by now")
                .contains("removed  already gone")
                .contains("orphan  deleted");
    }

    @Test
    void aRipeFileThatTookAPlannedNameStays() {
        sweep.old("used", "orphan").named("used");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.storage.delete("orphan");
        sweep.old("orphan");

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(sweep.storage.keys()).as(report.toText()).containsExactly("used", "orphan");
        assertThat(with(Outcome.Kept.class, report)).containsExactly("orphan");
    }

    @Test
    void anExpiredPlanIsRefused() {
        sweep.old("used", "orphan").named("used");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.clock.step(Duration.ofHours(24));

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(refusal(report.task(TASK).outcome()).guard()).isEqualTo("expired-plan");
        assertThat(refusal(report.task(TASK).outcome()).message())
                .contains(plan.id(), plan.expires().toString());
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aPlanOfAnotherCompositionIsRefused() {
        sweep.old("used", "orphan").named("used");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.task = CleanupTask.orphans(TASK).olderThan(Duration.ofHours(1));

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(refusal(report.task(TASK).outcome()).guard()).isEqualTo("foreign-plan");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aPlanEditedByHandReachesNothingThatAFreshOneWouldNot() {
        sweep.old("used", "orphan").young("young").named("used");
        CleanupPlan plan = sweep.cleanup().plan();
        TaskPlan task = plan.task(TASK);
        List<PlannedItem> items = new ArrayList<>(task.items());
        for (String key : List.of("used", "young")) {
            items.add(new PlannedItem(
                    Optional.empty(), List.of(sweep.storage.file(key)), new Reason(Reason.Kind.REFERENCE, "forged")));
        }

        CleanupReport report = sweep.cleanup().apply(edited(plan, task, items));

        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "young");
        assertThat(report.files().kept()).isEqualTo(2);
    }

    @Test
    void theReportSaysWhoApproved() {
        CleanupReport report = sweep.cleanup().apply(refusedPlan().approvedBy("kim"));

        assertThat(report.approvedBy()).contains("kim");
        assertThat(report.toText()).contains("approved by kim");
    }

    @Test
    void aPlanOfOneTaskIsAppliedToThatTaskAlone() {
        sweep.old("used", "orphan").named("used");
        Cleanup cleanup = sweep.builder().task(CleanupTask.orphans("two")).build();
        CleanupPlan plan = cleanup.only("two").plan();

        CleanupReport report = cleanup.apply(plan);

        assertThat(report.tasks()).hasSize(1);
        assertThat(report.task("two").files().deleted()).isEqualTo(1);
    }

    @Test
    void aFileThatEqualsAReferenceButForItsSpellingByNowIsKeptForThat() {
        sweep.healthy(3).old("Orphan");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.named("orphan");

        assertThat(sweep.cleanup().apply(plan).toText()).contains("it equals a reference but for its spelling");
    }

    @Test
    void aPlanThatIsStoppedWhileItIsExplainedLeavesAllItsItemsOver() {
        sweep.old("used", "orphan", "attached").named("used");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.named("attached");
        sweep.storage.beforeLookUp(() -> sweep.storage.beforeLookUp(sweep.storage::failLookUps));

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(report.files().notReached()).isEqualTo(2);
        assertThat(sweep.storage.mutations()).isZero();
    }

    private static CleanupPlan edited(CleanupPlan plan, TaskPlan task, List<PlannedItem> items) {
        TaskPlan forged = new TaskPlan(
                task.task(),
                task.policy(),
                new TaskOutcome.Completed(),
                task.seen(),
                task.keptByReason(),
                new TaskPlan.Totals(items.size(), items.size(), 0),
                items,
                List.of(),
                List.of());
        return new CleanupPlan(
                plan.id(),
                plan.cleanup(),
                plan.storage(),
                plan.actor(),
                plan.at(),
                plan.expires(),
                plan.fingerprint(),
                Optional.of("forger"),
                plan.references(),
                List.of(forged),
                plan.quarantine(),
                plan.notes());
    }
}
