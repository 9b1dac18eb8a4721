package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.with;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.FileTotals;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.testkit.fake.InMemoryRecords;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of files that are set aside: purged when due, put back when named again, kept while anything is unknown. */
@Tag("fast")
class QuarantineTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Sweep sweep = new Sweep().old("used", "orphan").named("used");

    QuarantineTest() {
        sweep.task = sweep.task.quarantineFor(WEEK);
    }

    /** The orphan lies aside, and so much time has passed. */
    private void setAsideAndWait(Duration time) {
        assertThat(sweep.run().files().setAside()).isEqualTo(1);
        sweep.clock.step(time);
    }

    // ---- the way out ----

    @Test
    void filesAreSetAsideAndCountedApartFromWhatIsDeleted() {
        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keys()).containsExactly("used");
        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        assertThat(with(Outcome.Quarantined.class, report)).containsExactly("orphan");
        assertThat(report.files().deleted()).isZero();
        assertThat(report.files().bytes()).isZero();
        assertThat(report.files().bytesAside()).isEqualTo(10);
        assertThat(report.toText())
                .contains("files: 1 set aside; 0 bytes removed, 10 bytes set aside and not free yet");
    }

    @Test
    void theNoteSaysWhoDidItAndUntilWhenItCanBeTakenBack() {
        CleanupReport report = sweep.run();

        QuarantinedFile aside = sweep.cleanup().quarantine().files().get(0);

        assertThat(aside.note().cleanup()).isEqualTo("media");
        assertThat(aside.note().run()).isEqualTo(report.id());
        assertThat(aside.note().task()).isEqualTo(TASK);
        assertThat(aside.note().at()).isEqualTo(report.startedAt());
        assertThat(aside.note().due()).isEqualTo(report.startedAt().plus(WEEK));
        assertThat(aside.note().retired()).isEmpty();
    }

    @Test
    void nothingIsPurgedBeforeItsTime() {
        setAsideAndWait(WEEK.minusSeconds(1));

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        assertThat(report.quarantine().before()).isEqualTo(new FileTotals(1, 10));
        assertThat(report.quarantine().purged().total()).isZero();
    }

    @Test
    void whatIsDueIsPurged() {
        setAsideAndWait(WEEK);

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keysAside()).isEmpty();
        assertThat(report.quarantine().purged().deleted()).isEqualTo(1);
        assertThat(report.quarantine().purged().bytes()).isEqualTo(10);
        assertThat(report.isSuccess()).isTrue();
        assertThat(report.toText()).contains("quarantine: completed", "purged: 1 deleted; 10 bytes removed");
    }

    @Test
    void aStorageInWhichNothingLiesAsideIsNotMentioned() {
        CleanupReport report = new Sweep().old("used", "orphan").named("used").run();

        assertThat(report.toText()).doesNotContain("quarantine");
    }

    @Test
    void aRunWithoutAnythingAsideReadsNothingMore() {
        sweep.run();

        assertThat(sweep.database.reads()).isEqualTo(2);
    }

    // ---- the way back ----

    @Test
    void aReferenceThatReappearsBringsItsFileBack() {
        setAsideAndWait(Duration.ofDays(1));
        sweep.named("orphan");

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "orphan");
        assertThat(report.quarantine().restored().putBack()).isEqualTo(1);
        assertThat(report.files().total()).isZero();
        assertThat(report.toText()).contains("restored: 1 put back");
    }

    @Test
    void itAlsoBringsItBackWhenItIsDue() {
        setAsideAndWait(WEEK.multipliedBy(9));
        sweep.named("orphan");

        sweep.run();

        assertThat(sweep.storage.keys()).contains("orphan");
    }

    @Test
    void aReferenceInAnotherSpellingBringsItBackToo() {
        setAsideAndWait(WEEK);
        sweep.named("ORPHAN");

        sweep.run();

        assertThat(sweep.storage.keys()).contains("orphan");
    }

    @Test
    void aFileWhoseNameIsTakenIsKeptAsideAsLongAsItIsNamed() {
        setAsideAndWait(WEEK);
        sweep.old("orphan").named("orphan");

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        assertThat(report.quarantine().restored().kept()).isEqualTo(1);
        assertThat(report.quarantine().purged().total()).isZero();
        assertThat(report.isSuccess()).isTrue();
    }

    @Test
    void ofTwoFilesOfOneNameTheLastOneComesBack() {
        setAsideAndWait(Duration.ofDays(1));
        sweep.storage.put("orphan", 99, sweep.ago(Duration.ofDays(9)));
        setAsideAndWait(Duration.ofDays(1));
        sweep.named("orphan");

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.file("orphan").size()).isEqualTo(99);
        assertThat(report.quarantine().restored().putBack()).isEqualTo(1);
        assertThat(report.quarantine().restored().kept()).isEqualTo(1);
    }

    // ---- not knowing means keeping ----

    @Test
    void aFailedReadOfTheReferencesPurgesAndRestoresNothing() {
        for (int row = 1; row <= 3; row++) {
            Sweep world = new Sweep().old("used", "gone", "back").named("used");
            world.task = world.task.allowOrphanShare(100).quarantineFor(WEEK);
            world.run();
            world.clock.step(WEEK);
            world.named("back").database.failRead(3, row);

            CleanupReport report = world.run();

            assertThat(world.storage.keysAside()).as("row %d", row).containsExactlyInAnyOrder("gone", "back");
            assertThat(report.quarantine().outcome()).isInstanceOf(TaskOutcome.Failed.class);
            assertThat(report.isSuccess()).isFalse();
        }
    }

    @Test
    void theReferencesAreReadAgainBeforeThePurgeOnceTheLastReadIsAMinuteOld() {
        setAsideAndWait(WEEK);
        sweep.storage.afterList(() -> {
            sweep.clock.step(Duration.ofSeconds(61));
            sweep.named("orphan");
        });

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        assertThat(report.quarantine().purged().kept()).isEqualTo(1);
        assertThat(report.toText()).contains("orphan  kept, referenced by database#2");
    }

    @Test
    void aValueThatCannotBeMappedPurgesNoOrphan() {
        setAsideAndWait(WEEK);
        sweep.database.addUnmappable("??", "no name");

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        assertThat(Sweep.refusal(report.quarantine().outcome()).guard()).isEqualTo("unmappable-references");
        assertThat(report.quarantine().purged().notReached()).isEqualTo(1);
    }

    @Test
    void aValueThatCannotBeMappedByTheTimeOfThePurgeStopsIt() {
        setAsideAndWait(WEEK);
        sweep.storage.afterList(() -> {
            sweep.clock.step(Duration.ofSeconds(61));
            sweep.database.addUnmappable("??", "no name");
        });

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        assertThat(report.quarantine().outcome()).isInstanceOf(TaskOutcome.Stopped.class);
        assertThat(report.quarantine().purged().notReached()).isEqualTo(1);
    }

    @Test
    void anEmptyDatabasePurgesNothing() {
        setAsideAndWait(WEEK);
        sweep.database.remove("used");
        sweep.storage.delete("used");

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        assertThat(Sweep.refusal(report.quarantine().outcome()).guard()).isEqualTo("no-references");
        assertThat(report.toText()).contains("purging the 1 files that are due cannot be undone");
    }

    @Test
    void anEmptyDatabaseThatIsAllowedPurges() {
        sweep.task = sweep.task.allowNoReferences().allowNoMatches();
        setAsideAndWait(WEEK);
        sweep.database.remove("used");
        sweep.storage.delete("used");

        sweep.run();

        assertThat(sweep.storage.keysAside()).isEmpty();
    }

    @Test
    void aTaskThatIsRefusedPurgesNothingOfItsOwn() {
        setAsideAndWait(WEEK);
        for (int i = 0; i < 30; i++) {
            sweep.old("suddenly-an-orphan-" + i);
        }

        CleanupReport report = sweep.run();

        assertThat(Sweep.refusal(report.task(TASK).outcome()).guard()).isEqualTo("orphan-share");
        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        assertThat(report.quarantine().outcome()).isInstanceOf(TaskOutcome.Stopped.class);
    }

    @Test
    void whatATaskSetAsideThatIsNoMoreIsPurgedUnderTheGuardsOfOrphans() {
        setAsideAndWait(WEEK);
        sweep.task = orphans("renamed").olderThan(Sweep.DAY);
        sweep.database.addUnmappable("??", "no name");
        sweep.run();
        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        sweep.database.remove(new Owner("database", "2"));

        sweep.run();

        assertThat(sweep.storage.keysAside()).isEmpty();
    }

    @Test
    void aCleanupOfAnotherNamePutsBackAndPurgesNothing() {
        setAsideAndWait(WEEK);
        Cleanup other = Cleanup.of("other", sweep.storage)
                .referencedBy(sweep.database)
                .task(sweep.task)
                .clock(sweep.clock)
                .build();
        other.run();
        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        sweep.named("orphan");

        other.run();

        assertThat(sweep.storage.keys()).contains("orphan");
    }

    @Test
    void aRunOfOtherTasksPurgesNothing() {
        setAsideAndWait(WEEK);
        Cleanup both = sweep.builder().task(orphans("other").olderThan(WEEK)).build();

        both.only("other").run();
        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
        both.only(TASK).run();

        assertThat(sweep.storage.keysAside()).isEmpty();
    }

    @Test
    void aClockThatWentBackPurgesNothing() {
        setAsideAndWait(Duration.ZERO);
        sweep.clock.step(WEEK.multipliedBy(-5));

        sweep.run();

        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
    }

    @Test
    void aDeadlineLeavesTheRestOver() {
        sweep.healthy(300);
        for (int i = 0; i < 249; i++) {
            sweep.old("orphan-" + i);
        }
        assertThat(sweep.run().files().setAside()).isEqualTo(250);
        sweep.clock.step(WEEK);
        sweep.storage.afterPurge(() -> sweep.clock.step(Duration.ofSeconds(60)));

        CleanupReport report =
                sweep.cleanup().deadline(sweep.clock.instant().plusSeconds(60)).run();

        assertThat(report.quarantine().purged().deleted()).isEqualTo(100);
        assertThat(report.quarantine().purged().notReached()).isEqualTo(150);
        assertThat(report.quarantine().outcome()).isInstanceOf(TaskOutcome.Stopped.class);
    }

    @Test
    void aFileThatCannotBePurgedIsReportedAndTriedAgain() {
        setAsideAndWait(WEEK);
        sweep.storage.failRemoval("orphan");

        CleanupReport report = sweep.run();

        assertThat(report.quarantine().purged().failed()).isEqualTo(1);
        assertThat(report.quarantine().outcome()).isEqualTo(new TaskOutcome.CompletedWithFailures());
        sweep.storage.clearFaults();
        assertThat(sweep.run().quarantine().purged().deleted()).isEqualTo(1);
    }

    // ---- records ----

    private final InMemoryRecords sessions = InMemoryRecords.named("sessions");

    private Cleanup ofRecords(RecordTask task) {
        return Cleanup.of("media", sweep.storage)
                .referencedBy(sweep.database)
                .task(task.where(status("failed")).removingFiles().quarantineFor(WEEK))
                .clock(sweep.clock)
                .build();
    }

    @Test
    void aRecordThatIsKeptDoesNotBringItsOwnFileBack() {
        sweep.old("1.m4a");
        sessions.add(aRecord().id("1").status("failed").files("1.m4a"));
        Cleanup cleanup = ofRecords(records("failed", sessions).keepingRecords());
        assertThat(cleanup.run().files().setAside()).isEqualTo(1);

        assertThat(cleanup.run().quarantine().restored().total()).isZero();
        sweep.clock.step(WEEK);

        assertThat(cleanup.run().quarantine().purged().deleted()).isEqualTo(1);
    }

    @Test
    void anyOtherOwnerBringsTheFileOfARecordBack() {
        sweep.old("1.m4a");
        sessions.add(aRecord().id("1").status("failed").files("1.m4a"));
        Cleanup cleanup = ofRecords(records("failed", sessions).keepingRecords());
        cleanup.run();
        sessions.add(aRecord().id("2").status("done").files("1.m4a"));
        sweep.clock.step(WEEK);

        assertThat(cleanup.run().quarantine().restored().putBack()).isEqualTo(1);
    }

    @Test
    void anOwnerRetiredWithAnotherFileOfThatBatchBringsItBack() {
        sweep.old("1.m4a", "2.m4a");
        sessions.add(aRecord().id("1").status("failed").files("1.m4a"));
        sessions.add(aRecord().id("2").status("failed").files("2.m4a"));
        Cleanup cleanup = ofRecords(records("failed", sessions).keepingRecords());
        cleanup.run();
        sessions.update("2", row -> row.status("done").files("1.m4a"));

        assertThat(cleanup.run().quarantine().restored().putBack()).isEqualTo(1);
        assertThat(sweep.storage.keys()).contains("1.m4a");
    }

    @Test
    void twoOwnersRetiredTogetherAreBothRemembered() {
        sweep.old("shared.m4a");
        sessions.add(aRecord().id("1").status("failed").files("shared.m4a"));
        sessions.add(aRecord().id("2").status("failed").files("shared.m4a"));
        Cleanup cleanup = ofRecords(records("failed", sessions).settingStatus("expired"));
        cleanup.run();

        assertThat(cleanup.quarantine().files())
                .singleElement()
                .satisfies(file ->
                        assertThat(file.note().retired()).containsExactlyInAnyOrder("sessions#1", "sessions#2"));
        assertThat(cleanup.run().quarantine().restored().total()).isZero();
    }

    @Test
    void ownersThatReadAlikeAreNotMixedUp() {
        sweep.old("1.m4a");
        InMemoryRecords odd = InMemoryRecords.named("a#b");
        odd.add(aRecord().id("c").status("failed").files("1.m4a"));
        Cleanup cleanup = ofRecords(records("failed", odd).deletingRecords());
        cleanup.run();
        sweep.database.add("1.m4a", new Owner("a", "b#c"));

        assertThat(cleanup.run().quarantine().restored().putBack()).isEqualTo(1);
    }

    @Test
    void aRecordThatStaysGetsBackWhatWasSetAsideForIt() {
        sweep.old("1.m4a", "1.mp3", "2.m4a", "3.m4a");
        sessions.add(aRecord().id("1").status("failed").files("1.m4a", "1.mp3"));
        sessions.add(aRecord().id("2").status("failed").files("1.m4a", "2.m4a"));
        sessions.add(aRecord().id("3").status("failed").files("3.m4a"));
        sweep.storage.failRemoval("1.mp3");

        CleanupReport report =
                ofRecords(records("failed", sessions).deletingRecords()).run();

        assertThat(sweep.storage.keys()).contains("1.m4a", "1.mp3", "2.m4a");
        assertThat(sweep.storage.keysAside()).containsExactly("3.m4a");
        assertThat(sessions.ids()).containsExactly("1", "2");
        assertThat(sessions.claimed()).isEmpty();
        assertThat(report.files().putBack()).isEqualTo(2);
        assertThat(report.files().setAside()).isEqualTo(1);
        assertThat(report.records().failed()).isEqualTo(1);
        assertThat(report.records().kept()).isEqualTo(1);
        assertThat(report.toText()).contains("it shares files with a record that could not go");
    }

    @Test
    void whatCannotBePutBackAtOnceStaysAsideAndIsReportedSo() {
        sweep.old("1.m4a", "1.mp3");
        sessions.add(aRecord().id("1").status("failed").files("1.m4a", "1.mp3"));
        sweep.storage.failRemoval("1.mp3");
        sweep.storage.beforePutBack(() -> sweep.young("1.m4a"));

        CleanupReport report =
                ofRecords(records("failed", sessions).deletingRecords()).run();

        assertThat(sweep.storage.keysAside()).containsExactly("1.m4a");
        assertThat(report.files().setAside()).isEqualTo(1);
        assertThat(sessions.ids()).containsExactly("1");
    }

    @Test
    void noReferencesAtAllAreNoFaultForRecordsThatAreGone() {
        sweep.database.remove("used");
        sweep.old("1.m4a");
        sessions.add(aRecord().id("1").status("failed").files("1.m4a"));
        Cleanup cleanup = ofRecords(records("failed", sessions).deletingRecords());
        cleanup.run();
        sweep.clock.step(WEEK);

        assertThat(cleanup.run().quarantine().purged().deleted()).isEqualTo(1);
    }

    // ---- plans ----

    @Test
    void aPlanShowsWhatWouldComeBackAndGoAndChangesNothing() {
        sweep.old("other");
        assertThat(sweep.run().files().setAside()).isEqualTo(2);
        sweep.clock.step(WEEK);
        sweep.named("other");
        long before = sweep.storage.mutations();

        CleanupPlan plan = sweep.cleanup().plan();

        assertThat(plan.quarantine().aside()).isEqualTo(new FileTotals(2, 20));
        assertThat(plan.quarantine().returning()).isEqualTo(new FileTotals(1, 10));
        assertThat(plan.quarantine().returningFiles())
                .extracting(file -> file.file().key().path())
                .containsExactly("other");
        assertThat(plan.quarantine().expiringFiles())
                .extracting(file -> file.file().key().path())
                .containsExactly("orphan");
        assertThat(plan.toText()).contains("would put back 1 file, 10 bytes", "would purge 1 file, 10 bytes");
        assertThat(sweep.storage.mutations()).isEqualTo(before);
    }

    @Test
    void aPlanOverReferencesThatCannotBeReadPurgesNothingAndSaysSo() {
        setAsideAndWait(WEEK);
        sweep.database.failAtRow(1);

        CleanupPlan plan = sweep.cleanup().plan();

        assertThat(plan.quarantine().outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(plan.quarantine().expiring()).isEqualTo(FileTotals.NONE);
        assertThat(plan.isSuccess()).isFalse();
    }

    @Test
    void aPlanSaysWhichGuardStandsInTheWay() {
        setAsideAndWait(WEEK);
        sweep.database.addUnmappable("??", "no name");

        CleanupPlan plan = sweep.cleanup().plan();

        assertThat(Sweep.refusal(plan.quarantine().outcome()).guard()).isEqualTo("unmappable-references");
        assertThat(plan.quarantine().expiring()).isEqualTo(FileTotals.NONE);
    }

    @Test
    void anAppliedPlanPurgesOnlyWhatItHolds() {
        setAsideAndWait(Duration.ofDays(1));
        sweep.old("later");
        setAsideAndWait(WEEK.minusDays(1));
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.clock.step(Duration.ofHours(23));
        sweep.clock.step(Duration.ofHours(1).minusSeconds(1));

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(report.quarantine().purged().deleted()).isEqualTo(1);
        assertThat(sweep.storage.keysAside()).containsExactly("later");
    }

    @Test
    void anAppliedPlanPutsBackWhatIsNamedAgain() {
        setAsideAndWait(Duration.ofDays(1));
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.named("orphan");

        assertThat(sweep.cleanup().apply(plan)).restored("orphan").purged();
        assertThat(sweep.storage.keys()).contains("orphan");
    }

    @Test
    void anAppliedPlanPurgesNothingThatBecameDueSince() {
        setAsideAndWait(WEEK.minusHours(1));
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.clock.step(Duration.ofHours(2));

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(report.quarantine().purged().total()).isZero();
        assertThat(sweep.storage.keysAside()).containsExactly("orphan");
    }

    @Test
    void aPlanToSetAsideIsNotAppliedByACompositionThatDeletes() {
        CleanupPlan plan = sweep.cleanup().plan();
        assertThat(plan.toText()).contains("files are set aside and can be put back for PT168H");
        sweep.task = orphans(TASK).olderThan(Sweep.DAY);

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(Sweep.refusal(report.task(TASK).outcome()).guard()).isEqualTo("foreign-plan");
        assertThat(sweep.storage.keys()).hasSize(2);
    }
}
