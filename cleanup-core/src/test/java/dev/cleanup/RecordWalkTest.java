package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.keepNewest;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.quotaAbove;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.Selection;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.Settlement;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.RecordCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("fast")
class RecordWalkTest {

    private static final String TASK = "failed-sessions";

    private final Sweep world = new Sweep();
    private final InMemoryRecords sessions = InMemoryRecords.named("sessions");

    private RecordTask task() {
        return task(sessions);
    }

    private static RecordTask task(RecordSource source) {
        return records(TASK, source)
                .where(status("failed").and(created().olderThan(Duration.ofDays(7))))
                .removingFiles();
    }

    private Cleanup cleanup(RecordTask task) {
        return Cleanup.of("media", world.storage).task(task).clock(world.clock).build();
    }

    private CleanupReport run() {
        return cleanup(task().deletingRecords()).run();
    }

    private static TestRecord failed(String id, String... files) {
        return aRecord().id(id).status("failed").created("2026-01-01T00:00:00Z").files(files);
    }

    private static TestRecord live(String id, String... files) {
        return failed(id, files).status("done");
    }

    private Outcome outcomeOf(CleanupReport report, String subject) {
        return report.task(TASK).samples().stream()
                .filter(item -> item.subject().toString().equals(subject))
                .map(ItemReport::outcome)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void removesTheFilesOfDueRecordsAndSettlesThem() {
        world.old("1.m4a", "1.mp3", "2.m4a");
        sessions.add(failed("1", "1.m4a", "1.mp3"), live("2", "2.m4a"));

        CleanupReport report = run();

        assertThat(world.storage.keys()).containsExactly("2.m4a");
        assertThat(sessions.ids()).containsExactly("2");
        assertThat(report.files().deleted()).isEqualTo(2);
        assertThat(report.records().settled()).isEqualTo(1);
        assertThat(report.isSuccess()).isTrue();
    }

    @Test
    void eachSettlementLeavesTheRecordInItsEndState() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));

        cleanup(task().settingStatus("expired")).run();

        assertThat(sessions.status("1")).contains("expired");
    }

    @Test
    void aKeptRecordIsNotVisitedAgain() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));
        Cleanup cleanup = cleanup(task().keepingRecords());

        cleanup.run();

        assertThat(sessions.ids()).containsExactly("1");
        assertThat(cleanup.run().records().total()).isZero();
    }

    @Test
    void clearedRecordsNameNoFileAnyMore() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));

        cleanup(task().clearingFileColumns()).run();

        assertThat(sessions.files("1")).isEmpty();
    }

    @Test
    void aPlanChangesNothingAndListsRecordsWithTheirFiles() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));

        CleanupPlan plan = cleanup(task().deletingRecords()).plan();

        assertThat(plan.task(TASK).totals()).isEqualTo(new TaskPlan.Totals(1, 1, 10));
        assertThat(plan.task(TASK).items().get(0).record()).isEqualTo(Optional.of(new Owner("sessions", "1")));
        assertThat(sessions.mutations()).isZero();
        assertThat(world.storage.mutations()).isZero();
    }

    @Test
    void aRecordThatIsNoLongerDueUnderItsLockKeepsItsFile() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, () -> sessions.update("1", row -> row.status("retried")));

        CleanupReport report = run();

        assertThat(world.storage.keys()).containsExactly("1.m4a");
        assertThat(report.records().kept()).isEqualTo(1);
    }

    @Test
    void aRecordThatIsNoLongerDueRightBeforeItsFilesGoKeepsThem() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));
        sessions.before(RecordCall.Operation.CONFIRM, () -> sessions.update("1", row -> row.status("retried")));

        run();

        assertThat(world.storage.keys()).containsExactly("1.m4a");
        assertThat(sessions.claimed()).isEmpty();
    }

    @Test
    void aRecordThatNamesOtherFilesThanPlannedIsLetGo() {
        world.old("1.m4a", "new.m4a");
        sessions.add(failed("1", "1.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, () -> sessions.update("1", row -> row.files("new.m4a")));

        CleanupReport report = run();

        assertThat(world.storage.keys()).hasSize(2);
        assertThat(outcomeOf(report, "sessions#1")).isInstanceOf(Outcome.Kept.class);
        assertThat(sessions.claimed()).isEmpty();
    }

    @Test
    void aFileThatALiveRecordSharesStaysAndTheDueRecordIsSettled() {
        world.old("shared.m4a");
        sessions.add(failed("1", "shared.m4a"), live("2", "shared.m4a"));

        CleanupReport report = run();

        assertThat(world.storage.keys()).containsExactly("shared.m4a");
        assertThat(sessions.ids()).containsExactly("2");
        assertThat(report.files().deleted()).isZero();
    }

    @Test
    void aFileThatAnotherSourceNamesStays() {
        world.old("shared.m4a").named("shared.m4a");
        sessions.add(failed("1", "shared.m4a"));

        Cleanup.of("media", world.storage)
                .referencedBy(world.database)
                .task(task().deletingRecords())
                .clock(world.clock)
                .build()
                .run();

        assertThat(world.storage.keys()).containsExactly("shared.m4a");
    }

    @Test
    void aFileOfTwoDueRecordsGoesOnceAndBothAreSettled() {
        world.old("shared.m4a");
        sessions.add(failed("1", "shared.m4a"), failed("2", "shared.m4a"));

        CleanupReport report = run();

        assertThat(world.storage.keys()).isEmpty();
        assertThat(report.files().total()).isEqualTo(1);
        assertThat(report.records().settled()).isEqualTo(2);
    }

    @Test
    void aFileOfTwoDueRecordsInDifferentBatchesGoesToo() {
        for (int i = 0; i < 150; i++) {
            world.old(i + ".m4a");
            sessions.add(failed(Integer.toString(i), i + ".m4a", "shared.m4a"));
        }
        world.old("shared.m4a");

        CleanupReport report = run();

        assertThat(world.storage.keys()).isEmpty();
        assertThat(report.records().settled()).isEqualTo(150);
        assertThat(report.files().deleted()).isEqualTo(151);
    }

    @Test
    void noRecordWaitsForOthersWithItsFileGone() {
        manyFailed(250);
        sessions.inBatchesOf(1000);

        run();

        assertThat(sessions.calls().stream()
                        .map(RecordCall::operation)
                        .filter(call -> call == RecordCall.Operation.CONFIRM || call == RecordCall.Operation.SETTLE))
                .containsExactly(
                        RecordCall.Operation.CONFIRM,
                        RecordCall.Operation.SETTLE,
                        RecordCall.Operation.CONFIRM,
                        RecordCall.Operation.SETTLE,
                        RecordCall.Operation.CONFIRM,
                        RecordCall.Operation.SETTLE);
    }

    @Test
    void aReferenceThatAppearsWhileRowsAreWaitedForSavesItsFile() {
        world.old("1.m4a").named("used.m4a");
        sessions.add(failed("1", "1.m4a"));
        sessions.before(RecordCall.Operation.CONFIRM, () -> {
            world.clock.step(Duration.ofMinutes(2));
            world.named("1.m4a");
        });

        Cleanup.of("media", world.storage)
                .referencedBy(world.database)
                .task(task().deletingRecords())
                .clock(world.clock)
                .build()
                .run();

        assertThat(world.storage.keys()).containsExactly("1.m4a");
        assertThat(sessions.ids()).isEmpty();
    }

    @Test
    void noFileGoesWhereTheDeadlinePassesWhileRowsAreWaitedFor() {
        manyFailed(3);
        sessions.before(RecordCall.Operation.CONFIRM, () -> world.clock.step(Duration.ofHours(1)));

        CleanupReport report = cleanup(task().deletingRecords())
                .deadline(world.clock.instant().plusSeconds(60))
                .run();

        assertThat(report.records().notReached()).isEqualTo(3);
        assertThat(world.storage.keys()).hasSize(3);
        assertThat(sessions.claimed()).isEmpty();
    }

    @Test
    void aFileOfTwoDueRecordsStaysIfOneOfThemIsNoLongerDue() {
        world.old("shared.m4a");
        sessions.add(failed("1", "shared.m4a"), failed("2", "shared.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, () -> sessions.update("2", row -> row.status("retried")));

        run();

        assertThat(world.storage.keys()).containsExactly("shared.m4a");
        assertThat(sessions.ids()).containsExactly("2");
    }

    @Test
    void aReferenceCommittedAfterTheClaimSavesTheFile() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, () -> sessions.add(live("2", "1.m4a")));

        run();

        assertThat(world.storage.keys()).containsExactly("1.m4a");
    }

    @Test
    void aRecordWhoseFileIsAlreadyGoneIsSettled() {
        world.old("other.m4a");
        sessions.add(failed("1", "gone.m4a"));

        CleanupReport report = run();

        assertThat(sessions.ids()).isEmpty();
        assertThat(report.isSuccess()).isTrue();
    }

    @Test
    void aRecordWhoseFileCannotGoIsReleasedAndTriedAgain() {
        world.old("1.m4a").storage.failRemoval("1.m4a");
        sessions.add(failed("1", "1.m4a"));

        CleanupReport first = run();
        world.storage.clearFaults();
        CleanupReport second = run();

        assertThat(first.records().failed()).isEqualTo(1);
        assertThat(first.task(TASK).outcome()).isEqualTo(new TaskOutcome.CompletedWithFailures());
        assertThat(second.records().settled()).isEqualTo(1);
    }

    @Test
    void aRecordThatHasLostAFileStaysMarkedUntilTheNextRunFinishesIt() {
        world.old("1.m4a", "1.mp3").storage.failRemoval("1.mp3");
        sessions.add(failed("1", "1.m4a", "1.mp3"));

        CleanupReport first = run();

        assertThat(world.storage.keys()).containsExactly("1.mp3");
        assertThat(first.records().failed()).isEqualTo(1);
        assertThat(sessions.claimed())
                .as("without its mark the record would be used, and a file of it is missing")
                .containsExactly("1");
        world.storage.clearFaults();
        assertThat(run().records().settled()).isEqualTo(1);
        assertThat(world.storage.keys()).isEmpty();
    }

    @Test
    void anUnreadableRecordIsReportedAndTheRunGoesOn() {
        world.old("1.m4a", "2.m4a");
        sessions.add(failed("1", "1.m4a"), failed("2", "2.m4a"));
        sessions.failRow("1");

        CleanupReport report = run();

        assertThat(world.storage.keys()).containsExactly("1.m4a");
        assertThat(report.records().failed()).isEqualTo(1);
        assertThat(report.records().settled()).isEqualTo(1);
    }

    @Test
    void aFindThatBreaksOffRemovesNothing() {
        world.old("1.m4a", "2.m4a");
        sessions.add(failed("1", "1.m4a"), failed("2", "2.m4a"));
        sessions.failFind(2);

        CleanupReport report = run();

        assertThat(world.storage.mutations()).isZero();
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
    }

    @Test
    void aSearchThatBreaksOffWithAnyExceptionRemovesNothing() {
        manyFailed(3);
        Selection quota = quotaAbove(new ByteSize(10)).downTo(percent(80)).oldestFirst("created");
        for (Function<RecordTask, RecordTask> choosing : List.<Function<RecordTask, RecordTask>>of(
                all -> all, all -> all.selecting(keepNewest(1).by("created")), all -> all.selecting(quota))) {
            RecordSource breaking = FailingOnce.after(2).counted(sessions, RecordSource.class);

            CleanupReport report =
                    cleanup(choosing.apply(task(breaking)).deletingRecords()).run();

            assertThat(report.task(TASK).outcome())
                    .isInstanceOf(TaskOutcome.Failed.class)
                    .asString()
                    .contains("fails once it is done: find");
            assertThat(world.storage.mutations()).as(report.toText()).isZero();
        }
        assertThat(sessions.mutations()).isZero();
    }

    @Test
    void aFailedReadOfTheReferencesRemovesNothingAndReleasesAll() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, sessions::failRead);

        CleanupReport report = run();

        assertThat(world.storage.mutations()).isZero();
        assertThat(sessions.claimed()).isEmpty();
        assertThat(report.records().notReached()).isEqualTo(1);
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
    }

    @Test
    void recordsWithoutFilesNeedNoReferences() {
        sessions.add(failed("1"));
        world.database.failAtRow(1);

        CleanupReport report = Cleanup.of("media", world.storage)
                .referencedBy(world.database)
                .task(records(TASK, sessions).where(status("failed")).deletingRecords())
                .clock(world.clock)
                .build()
                .run();

        assertThat(sessions.ids()).isEmpty();
        assertThat(report.isSuccess()).isTrue();
    }

    @Test
    void aClaimInDoubtRemovesNothing() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));
        sessions.commitInDoubt("1");

        CleanupReport report = run();

        assertThat(world.storage.keys()).containsExactly("1.m4a");
        assertThat(report.records().unknown()).isEqualTo(1);
    }

    @Test
    void aSettlementThatFailsIsFinishedByTheNextRun() {
        world.old("1.m4a", "other.m4a");
        sessions.add(failed("1", "1.m4a"));
        sessions.failSettle("1");

        CleanupReport first = run();
        sessions.crash();
        sessions.heal();
        CleanupReport second = run();

        assertThat(first.records().failed()).isEqualTo(1);
        assertThat(second.records().settled()).isEqualTo(1);
        assertThat(sessions.ids()).isEmpty();
    }

    @Test
    void anOrphanSweepLeavesTheFilesOfRecordsToTheirTask() {
        world.old("1.m4a", "orphan.m4a", "2.m4a");
        sessions.add(failed("1", "1.m4a"), live("2", "2.m4a"));

        CleanupReport report = Cleanup.of("media", world.storage)
                .task(task().deletingRecords())
                .task(orphans("orphans").olderThan(Sweep.DAY))
                .clock(world.clock)
                .build()
                .run();

        assertThat(world.storage.keys()).containsExactly("2.m4a");
        assertThat(report.task("orphans").files().deleted()).isEqualTo(1);
        assertThat(report.files().deleted()).isEqualTo(2);
    }

    @Test
    void aSecondTaskLeavesAloneTheRecordsThatTheFirstOneTakes() {
        sessions.add(failed("1"));
        CleanupPlan plan = Cleanup.of("media", world.storage)
                .task(task().deletingRecords())
                .task(records("again", sessions).where(status("failed")).deletingRecords())
                .clock(world.clock)
                .build()
                .plan();

        assertThat(plan.task("again").totals().items()).isZero();
        assertThat(plan.task("again").keptByReason()).containsEntry(Reason.Kind.OTHER_TASK, 1L);
    }

    @Test
    void theDeadlineReleasesWhatWasNotReached() {
        for (int i = 0; i < 150; i++) {
            world.old(i + ".m4a");
            sessions.add(failed(Integer.toString(i), i + ".m4a"));
        }
        world.storage.afterRemoval(() -> world.clock.step(Duration.ofHours(1)));

        CleanupReport report = cleanup(task().deletingRecords())
                .deadline(world.clock.instant().plusSeconds(60))
                .run();

        assertThat(report.records().settled()).isEqualTo(100);
        assertThat(report.records().notReached()).isEqualTo(50);
        assertThat(sessions.claimed()).isEmpty();
    }

    private void manyFailed(int count) {
        for (int i = 0; i < count; i++) {
            world.old(i + ".m4a");
            sessions.add(failed(Integer.toString(i), i + ".m4a"));
        }
    }

    private long calls(RecordCall.Operation operation) {
        return sessions.calls().stream()
                .filter(call -> call.operation() == operation)
                .count();
    }

    @Test
    void aSourceThatRewritesAllForOneClaimsAndSettlesOnce() {
        manyFailed(250);
        sessions.inBatchesOf(Integer.MAX_VALUE);

        CleanupReport report = run();

        assertThat(report.records().settled()).isEqualTo(250);
        assertThat(calls(RecordCall.Operation.CLAIM)).isEqualTo(1);
        assertThat(calls(RecordCall.Operation.CONFIRM)).isEqualTo(3);
        assertThat(calls(RecordCall.Operation.SETTLE)).isEqualTo(1);
    }

    @Test
    void whereNoFileGoesASourceConfirmsAsManyAsItWants() {
        manyFailed(250);
        sessions.inBatchesOf(Integer.MAX_VALUE);

        cleanup(records(TASK, sessions).where(status("failed")).deletingRecords())
                .run();

        assertThat(sessions.ids()).isEmpty();
        assertThat(calls(RecordCall.Operation.CONFIRM)).isEqualTo(1);
    }

    @Test
    void noMoreRecordsAreConfirmedThanNameAsManyFilesAsGoAtOnce() {
        for (int i = 0; i < 100; i++) {
            world.old(i + ".m4a", i + ".mp3");
            sessions.add(failed(Integer.toString(i), i + ".m4a", i + ".mp3"));
        }

        run();

        assertThat(sessions.calls().stream()
                        .filter(call -> call.operation() == RecordCall.Operation.CONFIRM)
                        .map(call -> call.ids().size()))
                .containsExactly(50, 50);
    }

    @Test
    @Timeout(10)
    void aSourceThatWantsNoRecordAtATimeFailsTheTask() {
        manyFailed(1);
        sessions.inBatchesOf(0);

        CleanupReport report = run();

        assertThat(report.task(TASK).outcome())
                .isInstanceOf(TaskOutcome.Failed.class)
                .asString()
                .contains("batchSize (0) of sessions");
        assertThat(report.records().notReached()).isEqualTo(1);
        assertThat(world.storage.keys()).containsExactly("0.m4a");
    }

    @Test
    void whatWaitsToBeSettledIsSettledAlsoAtTheDeadline() {
        manyFailed(150);
        sessions.inBatchesOf(Integer.MAX_VALUE);
        world.storage.afterRemoval(() -> world.clock.step(Duration.ofHours(1)));

        CleanupReport report = cleanup(task().deletingRecords())
                .deadline(world.clock.instant().plusSeconds(60))
                .run();

        assertThat(report.records().settled()).isEqualTo(100);
        assertThat(report.records().notReached()).isEqualTo(50);
        assertThat(world.storage.keys()).hasSize(50);
        assertThat(sessions.ids()).hasSize(50);
        assertThat(sessions.claimed()).isEmpty();
    }

    @Test
    void aSourceOfOrdinaryBatchesSettlesAfterEachOfThem() {
        manyFailed(250);
        world.storage.failRemoval("7.m4a");

        run();

        assertThat(calls(RecordCall.Operation.CLAIM)).isEqualTo(3);
        assertThat(calls(RecordCall.Operation.SETTLE)).isEqualTo(3);
    }

    @Test
    void aFileOfTwoDueRecordsStaysIfOneOfThemIsNoLongerDueRightBeforeItGoes() {
        world.old("shared.m4a");
        sessions.add(failed("1", "shared.m4a"), failed("2", "shared.m4a"));
        sessions.before(RecordCall.Operation.CONFIRM, () -> sessions.update("2", row -> row.status("retried")));

        run();

        assertThat(world.storage.keys()).containsExactly("shared.m4a");
        assertThat(sessions.ids()).containsExactly("2");
    }

    @Test
    void recordsThatShareAFileAreConfirmedTogetherHoweverManyThereAre() {
        for (int i = 0; i < 150; i++) {
            sessions.add(failed(Integer.toString(i), "shared.m4a"));
        }
        world.old("shared.m4a");
        sessions.before(RecordCall.Operation.CONFIRM, () -> sessions.update("149", row -> row.status("retried")));

        run();

        assertThat(world.storage.keys()).containsExactly("shared.m4a");
        assertThat(sessions.ids()).containsExactly("149");
    }

    /** A batch excuses the owners that it confirmed itself: those of a later batch are still to be judged. */
    @Test
    void aRecordOfALaterBatchThatNamesAFileOfThisOneByNowProtectsIt() {
        manyFailed(150);
        Runnable naming = () -> sessions.update("149", row -> row.files("149.m4a", "0.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, () -> sessions.before(RecordCall.Operation.READ, naming));

        CleanupReport report = run();

        assertThat(world.storage.contains("0.m4a")).as(report.toText()).isTrue();
        assertThat(sessions.files("149")).contains("0.m4a");
        assertThat(report.files().deleted()).isEqualTo(148);
    }

    /** Another run has taken the record over: it released the claim and made one of its own. */
    @Test
    void aRecordThatAnotherRunClaimsBeforeItIsConfirmedKeepsItsFile() {
        world.old("1.m4a");
        sessions.sharedWithOtherRuns().add(failed("1", "1.m4a"));
        sessions.before(RecordCall.Operation.CONFIRM, this::takeOver);

        CleanupReport report = run();

        assertThat(world.storage.keys()).as(report.toText()).containsExactly("1.m4a");
        assertThat(sessions.claimed()).containsExactly("1");
        assertThat(report.records().kept()).isEqualTo(1);
    }

    private void takeOver() {
        List<Claim> theirs = new ArrayList<>();
        sessions.openClaims(theirs::add);
        sessions.release(theirs, (claim, outcome) -> {});
        ClaimRequest order = new ClaimRequest(
                "another-run",
                TASK,
                new Settlement.Delete(),
                world.clock.instant(),
                record -> Decision.remove(Reason.Kind.CUSTOM, "any"));
        sessions.claim(List.of(theirs.get(0).record()), order, new ClaimSink() {
            @Override
            public void claimed(Claim claim) {}

            @Override
            public void notClaimed(Owner owner, Outcome outcome) {
                throw new AssertionError(owner + " " + outcome);
            }
        });
    }

    @Test
    void whatADeadRunHasClaimedPassesTheSameGuards() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));
        sessions.failSettle("1");
        run();
        sessions.heal();
        sessions.crash();

        CleanupReport report = run();

        assertThat(Sweep.refusal(report.task(TASK).outcome()).guard()).isEqualTo("empty-storage");
        assertThat(sessions.ids()).containsExactly("1");
    }

    @Test
    void whatADeadRunHasClaimedStandsInThePlan() {
        world.old("1.m4a", "other.m4a");
        sessions.add(failed("1", "1.m4a"));
        sessions.failSettle("1");
        run();
        sessions.heal();
        sessions.crash();

        TaskPlan plan = cleanup(task().deletingRecords()).plan().task(TASK);

        assertThat(plan.items().get(0).reason().text()).contains("claimed by an earlier run");
        assertThat(run().records().settled()).isEqualTo(1);
    }

    @Test
    void eachPlannedFileHasAnOutcomeAlsoIfItStays() {
        world.old("1.m4a", "2.m4a", "3.m4a");
        sessions.add(failed("1", "1.m4a"), failed("2", "2.m4a"), failed("3", "3.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, () -> {
            sessions.add(live("4", "1.m4a"));
            sessions.update("2", row -> row.status("retried"));
        });

        CleanupReport report = run();

        assertThat(report.files().total()).isEqualTo(3);
        assertThat(report.files().kept()).isEqualTo(2);
        assertThat(report.files().deleted()).isEqualTo(1);
    }

    @Test
    void onlyPlannedFilesGoEvenIfTheirOtherOwnerLeaves() {
        world.old("1.m4a", "shared.m4a");
        sessions.add(failed("1", "1.m4a", "shared.m4a"), live("2", "shared.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, () -> sessions.delete("2"));

        CleanupReport report = run();

        assertThat(world.storage.keys()).containsExactly("shared.m4a");
        assertThat(report.files().total()).isEqualTo(1);
    }

    @Test
    void theBudgetCountsRecordsWithTheirFiles() {
        for (int i = 0; i < 5; i++) {
            world.old(i + ".m4a");
            sessions.add(failed(Integer.toString(i), i + ".m4a"));
        }

        CleanupReport report = Cleanup.of("media", world.storage)
                .task(task().deletingRecords())
                .clock(world.clock)
                .maxFiles(2)
                .build()
                .run();

        assertThat(report.records().settled()).isEqualTo(2);
        assertThat(report.records().notReached()).isEqualTo(3);
        assertThat(report.files().notReached()).isEqualTo(3);
    }

    @Test
    void aListenerThatBreaksLeavesNoRecordWithoutItsFile() {
        world.old("1.m4a");
        sessions.add(failed("1", "1.m4a"));

        Cleanup.of("media", world.storage)
                .task(task().deletingRecords())
                .clock(world.clock)
                .listener(new BrokenListener())
                .build()
                .run();

        assertThat(world.storage.keys()).isEmpty();
        assertThat(sessions.ids()).isEmpty();
    }

    @Test
    void aFileThatNoPlanHeldStaysWithItsRecordUntilTheNextRun() {
        world.old("shared.m4a").named("shared.m4a");
        sessions.add(failed("1", "shared.m4a"));
        Cleanup cleanup = Cleanup.of("media", world.storage)
                .referencedBy(world.database)
                .task(task().deletingRecords())
                .clock(world.clock)
                .build();
        sessions.before(RecordCall.Operation.CLAIM, () -> world.database.remove("shared.m4a"));

        CleanupReport report = cleanup.apply(cleanup.plan());

        assertThat(world.storage.keys()).containsExactly("shared.m4a");
        assertThat(outcomeOf(report, "sessions#1")).isInstanceOf(Outcome.Kept.class);
        assertThat(cleanup.run().files().deleted()).isEqualTo(1);
    }

    @Test
    void aRecordThatGetsAStatusWaitsForAnOwnerThatTurnsUpAfterThePlan() {
        world.old("1.m4a", "shared.m4a");
        sessions.add(failed("1", "1.m4a", "shared.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, () -> sessions.add(live("2", "shared.m4a")));

        CleanupReport report = runSettingStatus();

        assertThat(world.storage.keys()).as(report.toText()).containsExactlyInAnyOrder("1.m4a", "shared.m4a");
        assertThat(outcomeOf(report, "sessions#1")).isInstanceOf(Outcome.Kept.class);
        assertThat(sessions.claimed()).isEmpty();

        sessions.delete("2");

        assertThat(runSettingStatus().records().settled()).isEqualTo(1);
        assertThat(world.storage.keys()).isEmpty();
    }

    @Test
    void aRecordThatSharesAFileWithOneThatWaitsWaitsAsWell() {
        world.old("1.m4a", "both.m4a", "2.m4a", "3.m4a");
        sessions.add(failed("1", "1.m4a", "both.m4a"), failed("2", "both.m4a", "2.m4a"), failed("3", "3.m4a"));
        sessions.before(RecordCall.Operation.CLAIM, () -> sessions.add(live("4", "2.m4a")));

        CleanupReport report = runSettingStatus();

        assertThat(world.storage.keys()).as(report.toText()).containsExactlyInAnyOrder("1.m4a", "both.m4a", "2.m4a");
        assertThat(report.records().settled()).as(report.toText()).isEqualTo(1);
    }

    private CleanupReport runSettingStatus() {
        return Cleanup.of("media", world.storage)
                .task(task().settingStatus("cleaned"))
                .clock(world.clock)
                .build()
                .run();
    }
}
