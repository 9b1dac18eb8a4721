package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.quotaAbove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.policy.Selection;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.FileTotals;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StorageUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person does with files that lie aside, and how a cleanup comes to set files aside. */
@Tag("fast")
class QuarantineRestoreTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Sweep sweep = new Sweep().healthy(10);

    QuarantineRestoreTest() {
        sweep.task = sweep.task.quarantineFor(WEEK);
    }

    private CleanupReport setAside(String... keys) {
        CleanupReport report = sweep.old(keys).run();
        assertThat(report.files().setAside()).isEqualTo(keys.length);
        return report;
    }

    private static List<String> keys(Quarantine quarantine) {
        return quarantine.files().stream()
                .map(file -> file.file().key().path())
                .sorted()
                .toList();
    }

    private Quarantine quarantine() {
        return sweep.cleanup().quarantine();
    }

    @Test
    void listsByRunTaskAgeNameAndId() {
        CleanupReport first = setAside("audio/a.m4a", "b.txt");
        sweep.clock.step(Duration.ofDays(2));
        sweep.task = orphans("second").olderThan(Sweep.DAY).quarantineFor(WEEK);
        setAside("audio/c.m4a");
        String id = quarantine().named("b.txt").files().get(0).id();

        assertThat(keys(quarantine())).containsExactly("audio/a.m4a", "audio/c.m4a", "b.txt");
        assertThat(keys(quarantine().ofRun(first.id()))).containsExactly("audio/a.m4a", "b.txt");
        assertThat(keys(quarantine().ofTask("second"))).containsExactly("audio/c.m4a");
        assertThat(keys(quarantine().named("*.m4a"))).containsExactly("audio/a.m4a", "audio/c.m4a");
        assertThat(keys(quarantine().olderThan(Duration.ofDays(2)))).containsExactly("audio/a.m4a", "b.txt");
        assertThat(keys(quarantine().olderThan(Duration.ofDays(2).plusSeconds(1))))
                .isEmpty();
        assertThat(keys(quarantine().withId(id))).containsExactly("b.txt");
        assertThat(keys(quarantine().ofRun(first.id()).named("*.m4a"))).containsExactly("audio/a.m4a");
        assertThat(quarantine().ofTask("second").amount()).isEqualTo(new FileTotals(1, 10));
    }

    @Test
    void restoresOneAndByPatternAndNothingElse() {
        setAside("audio/a.m4a", "audio/b.m4a", "c.txt", "d.txt");
        String one = quarantine().named("c.txt").files().get(0).id();

        assertThat(quarantine().withId(one).restore().restored().putBack()).isEqualTo(1);
        assertThat(quarantine().named("*.m4a").restore().restored().putBack()).isEqualTo(2);

        assertThat(sweep.storage.keys()).contains("audio/a.m4a", "audio/b.m4a", "c.txt");
        assertThat(sweep.storage.keysAside()).containsExactly("d.txt");
    }

    @Test
    void restoresAWholeRunAndNothingElse() {
        CleanupReport first = setAside("a", "b");
        setAside("c");

        QuarantineReport report = quarantine().ofRun(first.id()).restore();

        assertThat(sweep.storage.keys()).contains("a", "b");
        assertThat(sweep.storage.keysAside()).containsExactly("c");
        assertThat(report.restored().putBack()).isEqualTo(2);
        assertThat(report.before()).isEqualTo(new FileTotals(3, 30));
        assertThat(report.outcome()).isEqualTo(new TaskOutcome.Completed());
        assertThat(report.toText()).contains("held 3 files, 30 bytes", "restored: 2 put back");
    }

    @Test
    void neverRestoresOverAnotherFile() {
        setAside("a", "b");
        sweep.young("a");

        QuarantineReport report = quarantine().restore();

        assertThat(report.restored().kept()).isEqualTo(1);
        assertThat(report.restored().putBack()).isEqualTo(1);
        assertThat(sweep.storage.keysAside()).containsExactly("a");
        assertThat(report.toText()).contains("a  kept, the name is taken");
    }

    @Test
    void saysWhatCouldNotBeRestored() {
        setAside("a", "b", "c");
        sweep.storage.failRemoval("a");
        sweep.storage.losesAnswerFor("b");

        QuarantineReport report = quarantine().restore();

        assertThat(report.restored().failed()).isEqualTo(1);
        assertThat(report.restored().unknown()).isEqualTo(1);
        assertThat(report.restored().putBack()).isEqualTo(1);
        assertThat(report.outcome()).isEqualTo(new TaskOutcome.CompletedWithFailures());
    }

    @Test
    void aRestoredFileIsSweptAgainIfNobodyNamesIt() {
        setAside("a");
        quarantine().restore();

        assertThat(sweep.run().files().setAside()).isEqualTo(1);
    }

    @Test
    void restoresNothingWhileARunIsUnderWay() {
        setAside("a");
        sweep.old("b");
        QuarantineReport[] meanwhile = new QuarantineReport[1];
        sweep.storage.afterList(
                () -> meanwhile[0] = Meanwhile.another(() -> quarantine().restore()));

        sweep.run();

        assertThat(meanwhile[0].outcome()).isInstanceOf(TaskOutcome.Skipped.class);
        assertThat(sweep.storage.keysAside()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void restoresNothingWhileSomebodyElseHoldsTheLock() {
        setAside("a");
        Cleanup locked = sweep.builder().lock(name -> Optional.empty()).build();

        assertThat(locked.quarantine().restore().outcome()).isInstanceOf(TaskOutcome.Skipped.class);
        assertThat(sweep.storage.keysAside()).containsExactly("a");
    }

    @Test
    void aQuarantineThatCannotBeReadIsNeverAnEmptyOne() {
        setAside("a");
        sweep.storage.failAside();

        assertThatThrownBy(() -> quarantine().files()).isInstanceOf(StorageUnavailableException.class);
        assertThat(quarantine().restore().outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(sweep.run().quarantine().outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(sweep.cleanup().plan().quarantine().outcome()).isInstanceOf(TaskOutcome.Failed.class);
    }

    @Test
    void aStorageThatIsNotThereRestoresNothing() {
        setAside("a");
        sweep.storage.failVerify();

        QuarantineReport report = quarantine().restore();

        assertThat(report.outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(report.restored().notReached()).isEqualTo(1);
    }

    @Test
    void whyAFileIsGoneSaysThatItLiesAside() {
        setAside("a");

        assertThat(sweep.cleanup().explain("a").state())
                .isEqualTo("not there; set aside at 2026-03-01T12:00:00Z by orphaned-files, due at 2026-03-08T12:00:00Z"
                        + " (aside-1)");
        assertThat(sweep.cleanup().explain("b").state()).isEqualTo("not there");
    }

    // ---- composition ----

    @Test
    void theBuildersTimeHoldsForTasksThatSayNothing() {
        sweep.task = orphans(Sweep.TASK).olderThan(Sweep.DAY);
        sweep.old("a");

        sweep.builder().quarantineFor(WEEK).build().run();

        QuarantinedFile aside = quarantine().files().get(0);
        assertThat(aside.note().due()).isEqualTo(sweep.clock.instant().plus(WEEK));
    }

    @Test
    void theTasksOwnTimeWins() {
        sweep.old("a");

        sweep.builder().quarantineFor(Duration.ofDays(1)).build().run();

        assertThat(quarantine().files().get(0).note().due())
                .isEqualTo(sweep.clock.instant().plus(WEEK));
    }

    @Test
    void aQuotaDeletesForGoodUnlessItSaysOtherwise() {
        Selection quota = quotaAbove(new ByteSize(100)).downTo(percent(100)).oldestFirst();
        sweep.task = orphans(Sweep.TASK).olderThan(Sweep.DAY).selecting(quota);
        sweep.old("a");

        CleanupReport report = sweep.builder().quarantineFor(WEEK).build().run();
        assertThat(report.files().deleted()).isEqualTo(1);

        sweep.task = sweep.task.quarantineFor(WEEK);
        assertThat(sweep.old("b").run().files().setAside()).isEqualTo(1);
    }

    @Test
    void aTimeIsStatedOnceAndPositive() {
        assertThatThrownBy(() -> sweep.task.quarantineFor(WEEK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("what becomes of the files was already set to files are set aside");
        assertThatThrownBy(() -> orphans("o").quarantineFor(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quarantineFor (PT0S) must be positive");
        assertThatThrownBy(() -> sweep.builder().quarantineFor(WEEK).quarantineFor(WEEK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("quarantineFor was already set to PT168H");
    }

    @Test
    void aStorageThatCannotSetAsideIsRefusedWhenItIsComposed() {
        sweep.sight = PassingStorage::new;

        assertThatThrownBy(sweep::cleanup)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "task (orphaned-files) wants its files recoverable for PT168H, and memory:///uploads/ cannot set"
                                + " files aside: they would be deleted for good. Give a storage that implements QuarantineStorage, or"
                                + " leave quarantineFor(..) out");
    }

    @Test
    void aStorageThatCannotSetAsideHasNoQuarantine() {
        sweep.task = orphans(Sweep.TASK);
        sweep.sight = PassingStorage::new;
        Cleanup cleanup = sweep.cleanup();

        assertThatThrownBy(cleanup::quarantine)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cleanup (media) has no quarantine: memory:///uploads/ cannot set files aside");
        assertThat(cleanup.run().isSuccess()).isTrue();
    }

    @Test
    void recordsWhoseFilesStayCannotBeRecoverable() {
        RecordTask task = CleanupTask.records("failed", dev.cleanup.testkit.fake.InMemoryRecords.named("sessions"))
                .where(dev.cleanup.policy.Policies.status("failed"))
                .keepingRecords()
                .quarantineFor(WEEK);

        assertThatThrownBy(() -> Cleanup.of("media", sweep.storage).task(task).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("task (failed) says that files are set aside")
                .hasMessageContaining("add removingFiles()");
    }
}
