package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Policies;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class OrphanSweepTest {

    private final Sweep sweep = new Sweep();

    @Test
    void removesExactlyTheOldOrphans() {
        sweep.old("used", "variant", "orphan", "deep/er/orphan")
                .young("uploading")
                .named("used");
        sweep.database.addDerived("variant", new dev.cleanup.reference.Owner("database", "1"));

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "variant", "uploading");
        assertThat(with(Outcome.Deleted.class, report)).containsExactly("deep/er/orphan", "orphan");
        assertThat(report.isSuccess()).isTrue();
    }

    @Test
    void reportsExactNumbersAndReasons() {
        sweep.old("used", "orphan").young("uploading").named("used", "gone");
        sweep.database.addBlank().addBlank().add("used");

        CleanupReport report = sweep.run();

        assertThat(report.task(TASK).seen()).isEqualTo(new ScanCounts(3, 1, 2, 0, 0, 0));
        assertThat(report.task(TASK).keptByReason()).containsExactly(java.util.Map.entry(Reason.Kind.AGE, 1L));
        assertThat(report.files().deleted()).isEqualTo(1);
        assertThat(report.files().bytes()).isEqualTo(10);
        assertThat(report.references().get(0))
                .isEqualTo(new dev.cleanup.report.ReferenceCounts("database", 3, 0, 1, 2, 0, 0));
        assertThat(report.task(TASK).samples().get(0).reason().orElseThrow().text())
                .contains("no reference names it", "9 days ago");
    }

    @Test
    void aPlanChangesNothingAndSaysWhatARunWouldDo() {
        sweep.old("used", "orphan").named("used");

        CleanupPlan plan = sweep.cleanup().requestedBy("operator").plan();

        assertThat(sweep.storage.mutations()).isZero();
        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "orphan");
        assertThat(plan.task(TASK).totals()).isEqualTo(new TaskPlan.Totals(1, 1, 10));
        assertThat(plan.task(TASK).items().get(0).files().get(0).key().path()).isEqualTo("orphan");
        assertThat(plan.actor()).contains("operator");
    }

    @Test
    void looksUpOnlyTheCandidates() {
        sweep.healthy(9_900);
        for (int i = 0; i < 100; i++) {
            sweep.old("orphan-" + i);
        }

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.lookUps()).hasSize(100).allMatch(key -> key.startsWith("orphan-"));
        assertThat(report.files().deleted()).isEqualTo(100);
        assertThat(report.task(TASK).seen().referenced()).isEqualTo(9_900);
    }

    @Test
    void theMinimumAgeIsInclusive() {
        sweep.storage.withTimes(dev.cleanup.storage.FileTimes.Kind.MODIFIED);
        sweep.named("used").storage.put("used", 1);
        sweep.storage.put("exact", 1, sweep.ago(Sweep.DAY));
        sweep.storage.put("younger", 1, sweep.ago(Sweep.DAY).plusNanos(1));

        sweep.run();

        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "younger");
    }

    @Test
    void orphansNeedADayEvenIfNobodySaidSo() {
        sweep.task = CleanupTask.orphans(TASK);

        assertThat(sweep.cleanup().plan().task(TASK).policy())
                .isEqualTo(Policies.unreferenced()
                        .and(Policies.olderThan(Duration.ofHours(24)))
                        .description());
    }

    @Test
    void aSecondTaskLeavesAloneWhatTheFirstOneTakes() {
        sweep.old("used", "orphan").named("used");
        Cleanup cleanup = sweep.builder().task(CleanupTask.orphans("again")).build();

        CleanupPlan plan = cleanup.plan();

        assertThat(plan.task(TASK).totals().items()).isEqualTo(1);
        assertThat(plan.task("again").totals().items()).isZero();
        assertThat(plan.task("again").keptByReason()).containsEntry(Reason.Kind.OTHER_TASK, 1L);
        assertThat(cleanup.run().files().total()).isEqualTo(1);
    }

    @Test
    void whereNarrowsTheSweep() {
        sweep.old("used", "a.tmp", "b.m4a").named("used");
        sweep.task = sweep.task.where(Policies.custom(
                "a temporary file",
                java.util.Set.of(dev.cleanup.fact.Fact.FILE_KEY),
                (facts, now) ->
                        facts.read(dev.cleanup.fact.Fact.FILE_KEY).toString().contains(".tmp")
                                ? dev.cleanup.policy.Decision.remove(Reason.Kind.CUSTOM, "temporary")
                                : dev.cleanup.policy.Decision.keep(Reason.Kind.CUSTOM, "not temporary")));

        sweep.run();

        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "b.m4a");
    }

    @Test
    void anEmptyStorageIsSweptWithoutComplaint() {
        assertThat(sweep.run().task(TASK).outcome()).isEqualTo(new TaskOutcome.Completed());
    }

    @Test
    void aPolicyThatCannotDecideKeeps() {
        sweep.old("used", "orphan").named("used");
        sweep.storage.put("no-times", 1, dev.cleanup.storage.FileTimes.unreadable(sweep.storage.times()));
        sweep.storage.put("future", 1, sweep.clock.instant().plusSeconds(1));
        sweep.storage.put("epoch", 1, java.time.Instant.EPOCH);

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "no-times", "future", "epoch");
        assertThat(report.task(TASK).keptByReason()).containsEntry(Reason.Kind.UNREADABLE, 3L);
    }

    @Test
    void onlyRunsTheNamedTasks() {
        sweep.old("used", "orphan").named("used");
        Cleanup cleanup = sweep.builder().task(CleanupTask.orphans("other")).build();

        CleanupReport report = cleanup.only("other").run();

        assertThat(report.tasks()).extracting(task -> task.task()).isEqualTo(List.of("other"));
    }

    @Test
    void listsAFileWithAnAwkwardNameInOneLine() {
        sweep.old("used", "evil\n\u202Ename\u001b[2J").named("used");

        String text = sweep.cleanup().plan().toText();

        assertThat(text).contains("evil\\n\\u{202e}name\\u{1b}[2J");
    }
}
