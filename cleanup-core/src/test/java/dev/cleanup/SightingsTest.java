package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.SightingScope;
import dev.cleanup.history.SightingStore;
import dev.cleanup.history.SightingTime;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A task that waits for a second sighting of its orphans, by runs that are days apart. */
@Tag("fast")
class SightingsTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Sweep sweep = new Sweep();
    private SightingStore ledger = new InMemorySightings();

    @BeforeEach
    void waitForAWeek() {
        sweep.healthy(12);
        sweep.task = sweep.task.confirmedOrphanFor(WEEK);
    }

    private Cleanup cleanup() {
        return sweep.builder().sightings(ledger).allowInMemorySightings().build();
    }

    private CleanupReport run() {
        return cleanup().run();
    }

    private CleanupReport runAfter(Duration time) {
        sweep.clock.step(time);
        return run();
    }

    private CleanupReport runAfter(long days) {
        return runAfter(Duration.ofDays(days));
    }

    private boolean hasOrphan() {
        return sweep.storage.contains("orphan");
    }

    @Test
    void theFirstSightingRemovesNothingHoweverOldTheFileIs() {
        sweep.old("orphan");

        CleanupReport report = run();

        assertThat(hasOrphan()).isTrue();
        assertThat(report.isSuccess()).isTrue();
        assertThat(report.task(TASK).keptByReason()).containsEntry(Reason.Kind.NOT_CONFIRMED, 1L);
        assertThat(with(Outcome.Kept.class, report)).containsExactly("orphan");
        assertThat(report.task(TASK).samples().get(0).outcome())
                .isEqualTo(Outcome.kept(
                        Reason.Kind.NOT_CONFIRMED, "no earlier run has seen it as an orphan, and it must for 7 days"));
        assertThat(report.task(TASK).notes())
                .contains("1 orphan stays until runs have seen it as an orphan for 7 days");
    }

    @Test
    void aLaterRunRemovesWhatIsStillAnOrphan() {
        sweep.old("orphan");
        run();

        assertThat(runAfter(6).files().deleted()).isZero();
        assertThat(runAfter(1).files().deleted()).isEqualTo(1);
    }

    @Test
    void withoutTheWaitALiveFileGoesThatOneReadDidNotName() {
        sweep.old("orphan").named("live").old("live");
        run();
        Owner row = new Owner("database", "13");
        sweep.database.remove(row);
        runAfter(8);
        assertThat(sweep.storage.contains("live")).isTrue();
        assertThat(hasOrphan()).isFalse();

        sweep.named("live");
        runAfter(8);
        assertThat(sweep.storage.contains("live")).isTrue();

        Sweep careless = new Sweep().healthy(12).old("live");
        careless.run();
        assertThat(careless.storage.contains("live")).isFalse();
    }

    @Test
    void whatIsInUseInBetweenBeginsAnew() {
        sweep.old("orphan");
        run();
        sweep.named("orphan");
        runAfter(4);
        sweep.database.remove(new Owner("database", "13"));

        assertThat(runAfter(4).files().deleted()).isZero();
        assertThat(runAfter(4).files().deleted()).isZero();
        assertThat(runAfter(4).files().deleted()).isEqualTo(1);
    }

    @Test
    void anotherFileOfTheSameNameBeginsAnew() {
        sweep.old("orphan");
        run();
        sweep.clock.step(WEEK);
        sweep.storage.replace("orphan");

        assertThat(runAfter(2).files().deleted()).isZero();
        assertThat(runAfter(7).files().deleted()).isEqualTo(1);
    }

    @Test
    void whatIsNamedAtTheSecondLookAloneBeginsAnew() {
        sweep.old("orphan", "other");
        run();
        sweep.storage.afterList(() -> sweep.named("orphan"));
        runAfter(7);
        assertThat(sweep.storage.keys()).contains("orphan").doesNotContain("other");
        sweep.storage.afterList(() -> {});
        sweep.database.remove(new Owner("database", "13"));

        assertThat(runAfter(1).files().deleted()).isZero();
        assertThat(runAfter(7).files().deleted()).isEqualTo(1);
    }

    @Test
    void aFileIsSeenWhileItIsStillYoung() {
        sweep.young("orphan");
        run();

        assertThat(runAfter(7).files().deleted()).isEqualTo(1);
    }

    @Test
    void rehearsalsLeaveNoSighting() {
        sweep.old("orphan");
        cleanup().plan();

        TaskPlan plan = cleanup().plan().task(TASK);
        assertThat(plan.totals().items()).isZero();
        assertThat(plan.keptByReason()).containsEntry(Reason.Kind.NOT_CONFIRMED, 1L);
        assertThat(runAfter(8).files().deleted()).isZero();
    }

    @Test
    void aRunThatIsRefusedSeesNothingForTheFirstTime() {
        sweep.old("orphan");
        sweep.database.addUnmappable("file:live", "not a path");
        assertThat(run().task(TASK).outcome()).isInstanceOf(TaskOutcome.Refused.class);
        sweep.database.remove(new Owner("database", "13"));

        assertThat(runAfter(8).files().deleted()).isZero();
        assertThat(runAfter(7).files().deleted()).isEqualTo(1);
    }

    @Test
    void aRunThatIsRefusedForgetsWhatItSawInUse() {
        sweep.old("orphan");
        run();
        sweep.named("orphan");
        sweep.database.addUnmappable("file:live", "not a path");
        sweep.old("new");
        runAfter(4);
        sweep.database.remove(new Owner("database", "13"));
        sweep.database.remove(new Owner("database", "14"));

        assertThat(runAfter(4).files().deleted()).isZero();
        assertThat(hasOrphan()).isTrue();
    }

    @Test
    void aRunThatWasStoppedSeesNothing() {
        sweep.old("orphan");
        cleanup().deadline(sweep.clock.instant()).run();

        assertThat(runAfter(8).files().deleted()).isZero();
    }

    @Test
    void aClockThatWentBackMakesNothingOlder() {
        run();
        sweep.clock.step(Duration.ofDays(-7));
        sweep.old("orphan");
        run();
        sweep.clock.step(Duration.ofDays(7));

        assertThat(runAfter(Duration.ofMinutes(1)).files().deleted()).isZero();
        assertThat(runAfter(6).files().deleted()).isZero();
        assertThat(runAfter(1).files().deleted()).isEqualTo(1);
    }

    @Test
    void aClockThatWentFarBackAndCameHomeMakesNothingOlder() {
        run();
        sweep.clock.step(Duration.ofDays(-20_000));
        sweep.old("orphan");
        run();
        sweep.clock.step(Duration.ofDays(20_000));

        assertThat(runAfter(Duration.ofMinutes(1)).files().deleted()).isZero();
    }

    @Test
    void aClockThatJumpsAheadRemovesNothingAlone() {
        sweep.old("orphan");
        run();

        CleanupReport ahead = runAfter(3650);

        assertThat(ahead.files().deleted()).isZero();
        assertThat(ahead.task(TASK).notes())
                .anySatisfy(remark -> assertThat(remark).contains("3650 days", "may have jumped", "half"));
        assertThat(runAfter(-3650).files().deleted()).isZero();
        assertThat(runAfter(3).files().deleted()).isZero();
        assertThat(runAfter(1).files().deleted()).isEqualTo(1);
    }

    @Test
    void aClockThatWasAheadAndCameBackDoesNotStopTheWaitForYears() {
        sweep.clock.step(Duration.ofDays(3650));
        sweep.old("orphan");
        run();
        sweep.clock.step(Duration.ofDays(-3650));
        CleanupReport back = run();

        assertThat(back.task(TASK).notes())
                .anySatisfy(remark ->
                        assertThat(remark).contains("the clock stands 3650 days before that of the last run"));
        assertThat(runAfter(7).task(TASK).keptByReason()).doesNotContainKey(Reason.Kind.NOT_CONFIRMED);
    }

    @Test
    void runsThatAreMonthsApartTakeOneRunMore() {
        sweep.old("orphan");
        run();

        assertThat(runAfter(90).files().deleted()).isZero();
        assertThat(runAfter(90).files().deleted()).isEqualTo(1);
    }

    @Test
    void aLedgerThatCannotBeReadRemovesNothing() {
        sweep.old("orphan");
        run();
        ledger = new BrokenLedger(ledger, true);

        CleanupReport report = runAfter(8);

        assertThat(hasOrphan()).isTrue();
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
    }

    @Test
    void aLedgerThatCannotBeWrittenBreaksNoRunAndTheReportTells() {
        sweep.old("orphan");
        run();
        sweep.old("new");
        ledger = new BrokenLedger(ledger, false);

        CleanupReport report = runAfter(8);

        assertThat(report.files().deleted()).isEqualTo(1);
        assertThat(report.task(TASK).notes())
                .anySatisfy(remark -> assertThat(remark).contains("could not be remembered", "the disk is full"));
        assertThat(sweep.storage.contains("new")).isTrue();
    }

    /** A ledger whose place has failed. */
    private record BrokenLedger(SightingStore whole, boolean unreadable) implements SightingStore {

        @Override
        public boolean outlivesProcess() {
            return true;
        }

        @Override
        public Optional<SightingTime> time(SightingScope place) {
            return whole.time(place);
        }

        @Override
        public void lookUp(SightingScope place, Collection<String> marks, BiConsumer<String, Instant> sink) {
            if (unreadable) {
                throw new HistoryUnavailableException("the disk is gone", null);
            }
            whole.lookUp(place, marks, sink);
        }

        @Override
        public void remember(SightingScope place, SightingTime time, Iterable<List<String>> orphans) {
            throw new HistoryUnavailableException("the disk is full", null);
        }
    }

    @Test
    void aPlanHoldsOnlyWhatWasSeenLongEnoughAndAnApplicationLooksAgain() {
        sweep.old("orphan");
        run();
        sweep.clock.step(WEEK);
        var plan = cleanup().plan();
        ledger = new InMemorySightings();

        CleanupReport report = cleanup().apply(plan);

        assertThat(plan.task(TASK).totals().items()).isEqualTo(1);
        assertThat(hasOrphan()).isTrue();
        assertThat(report.task(TASK).samples())
                .anySatisfy(item -> assertThat(item.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Kept.class,
                                kept -> assertThat(kept.reason().kind()).isEqualTo(Reason.Kind.NOT_CONFIRMED)));
    }

    @Test
    void whySaysHowLongAFileHasBeenSeen() {
        sweep.old("orphan");
        run();
        sweep.clock.step(Duration.ofDays(2));

        assertThat(cleanup().explain("orphan").tasks().get(TASK).reason())
                .isEqualTo(new Reason(
                        Reason.Kind.NOT_CONFIRMED,
                        "earlier runs have seen it as an orphan for 2 days, less than 7 days"));
    }

    @Test
    void manyOrphansAreLookedUpAndRememberedInBatches() {
        for (int i = 0; i < 2_500; i++) {
            sweep.old("orphan-" + i, "in-use-" + i).named("in-use-" + i);
        }
        run();

        assertThat(runAfter(7).files().deleted()).isEqualTo(2_500);
    }

    @Test
    void aWaitNeedsALedger() {
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().build())
                .withMessageContainingAll("task (" + TASK + ")", "cleanup (media)", "sightings(..)");
    }

    @Test
    void aLedgerInMemoryIsRefusedWhereTheProcessMayEndAfterTheRun() {
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().sightings(ledger).build())
                .withMessageContainingAll(
                        "task (" + TASK + ")",
                        "forgets when this process ends",
                        "would never remove anything",
                        "JdbcSightings",
                        "allowInMemorySightings()");
    }

    @Test
    void aLedgerThatNobodyAsksIsAMistake() {
        sweep.task = CleanupTask.orphans(TASK);

        assertThatIllegalStateException()
                .isThrownBy(this::cleanup)
                .withMessageContainingAll("cleanup (media)", "confirmedOrphanFor(..)", "leave sightings(..) out");
    }

    @Test
    void settingsAreChecked() {
        assertThatIllegalStateException().isThrownBy(() -> sweep.task.confirmedOrphanFor(WEEK));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CleanupTask.orphans(TASK).confirmedOrphanFor(Duration.ZERO));
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().sightings(ledger).sightings(ledger));
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().allowInMemorySightings().allowInMemorySightings());
        assertThat(sweep.task.toString()).contains("seen as an orphan for at least 7 days");
    }
}
