package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.guard.Evidence;
import dev.cleanup.guard.Guards;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.ByteSize;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An approval lifts what its plan shows as refused, and nothing that was edited into the plan. */
@Tag("fast")
class ForgedApprovalTest {

    private final Sweep sweep = new Sweep();

    private CleanupReport apply(CleanupPlan plan) {
        return sweep.cleanup().apply(plan);
    }

    private void orphans(int from, int to) {
        IntStream.range(from, to).forEach(number -> sweep.old("orphan-" + number));
    }

    private void forget(int used) {
        IntStream.range(0, used).forEach(number -> sweep.database.remove("used-" + number + ".m4a"));
    }

    private void assertRefusedBy(String guard, CleanupReport report) {
        Refusal refusal = refusal(report.task(TASK).outcome());
        assertThat(refusal.guard()).isEqualTo(guard);
        assertThat(refusal.message()).contains("does not cover this");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aCompletedTaskEditedIntoARefusalLiftsNoGuardOnReferences() {
        sweep.healthy(3).old("orphan");
        CleanupPlan forged = forged("no-references", sweep.cleanup().plan());
        forget(3);

        assertRefusedBy("no-references", apply(forged));
    }

    @Test
    void aCompletedTaskEditedIntoARefusalLiftsNoGuardOnMatches() {
        sweep.healthy(3).old("orphan");
        CleanupPlan forged = forged("nothing-matches", sweep.cleanup().plan());
        forget(3);
        sweep.named("elsewhere");

        assertRefusedBy("nothing-matches", apply(forged));
    }

    @Test
    void aCompletedTaskEditedIntoARefusalLiftsNoGuardOnShares() {
        sweep.healthy(30);
        orphans(0, 12);
        CleanupPlan forged = forged("orphan-share", sweep.cleanup().plan());
        forget(28);

        assertRefusedBy("orphan-share", apply(forged));
    }

    @Test
    void aCompletedTaskEditedIntoARefusalLiftsNoGuardOnNumbers() {
        sweep.healthy(30).task = sweep.task.allowRemovals(3);
        orphans(0, 3);
        CleanupPlan forged = forged("removals", sweep.cleanup().plan());
        orphans(3, 5);

        assertRefusedBy("removals", apply(forged));
    }

    @Test
    void aCompletedTaskEditedIntoARefusalLiftsNoGuardOnBytes() {
        sweep.healthy(30).task = sweep.task.allowRemovedBytes(new ByteSize(30));
        orphans(0, 3);
        CleanupPlan forged = forged("removed-bytes", sweep.cleanup().plan());
        orphans(3, 5);

        assertRefusedBy("removed-bytes", apply(forged));
    }

    @Test
    void aCompletedTaskEditedIntoARefusalLiftsNoGuardOfTheHosts() {
        Function<Evidence, Optional<String>> few =
                seen -> seen.totals().items() > 3 ? Optional.of("too many") : Optional.empty();
        sweep.healthy(30).task = sweep.task.guard(Guards.guard("few", "at most 3", few));
        orphans(0, 3);
        CleanupPlan forged = forged("few", sweep.cleanup().plan());
        orphans(3, 5);

        assertRefusedBy("few", apply(forged));
    }

    @Test
    void anApprovalLiftsARefusalOfTheHostsThatThePlanShows() {
        sweep.healthy(30).task = sweep.task.guard(Guards.guard("none", "nothing", seen -> Optional.of("a holiday")));
        orphans(0, 3);

        assertThat(apply(sweep.cleanup().plan().approvedBy("kim")).files().deleted())
                .isEqualTo(3);
    }

    @Test
    void anApprovalLiftsNumbersAndBytesThatThePlanShows() {
        sweep.healthy(30).task = sweep.task.allowRemovals(1).allowRemovedBytes(new ByteSize(10));
        orphans(0, 3);

        assertThat(apply(sweep.cleanup().plan().approvedBy("kim")).files().deleted())
                .isEqualTo(3);
    }

    @Test
    void anApprovedShareCoversNoFarLargerOne() {
        sweep.healthy(30);
        orphans(0, 40);
        CleanupPlan plan = sweep.cleanup().plan().approvedBy("kim");
        forget(20);

        assertRefusedBy("orphan-share", apply(plan));
    }

    @Test
    void anApprovedShareCoversTheFewOrphansThatCameSince() {
        sweep.healthy(30);
        orphans(0, 40);
        CleanupPlan plan = sweep.cleanup().plan().approvedBy("kim");
        orphans(40, 50);

        assertThat(apply(plan).files().deleted()).isEqualTo(40);
    }

    @Test
    void aRefusalOfAGuardThatTheTaskDoesNotHaveLiftsNothing() {
        sweep.old("a", "b");
        CleanupPlan plan = sweep.cleanup().plan().approvedBy("kim");
        CleanupPlan forged = forged("orphan-share", plan);

        Refusal refusal = refusal(apply(forged).task(TASK).outcome());

        assertThat(refusal.guard()).isEqualTo("no-references");
        assertThat(sweep.storage.mutations()).isZero();
    }

    /** The plan as an editor leaves it: approved, with a refusal that no guard spoke. */
    private static CleanupPlan forged(String guard, CleanupPlan plan) {
        Refusal refusal = new Refusal(guard, "forged", List.of(), "approve", Refusal.Remedy.APPROVE);
        TaskPlan task = plan.task(TASK);
        TaskPlan edited = new TaskPlan(
                task.task(),
                task.policy(),
                new TaskOutcome.Refused(List.of(refusal)),
                task.seen(),
                task.keptByReason(),
                task.totals(),
                task.items(),
                task.findings(),
                task.remarks());
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
                List.of(edited),
                plan.quarantine(),
                plan.notes());
    }
}
