package dev.cleanup.schedule;

import static dev.cleanup.CleanupTask.orphans;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Progress;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("fast")
@Timeout(60)
class CleanupSchedulerTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String TASK = "orphaned-files";
    private static final AtomicInteger COMPOSITIONS = new AtomicInteger();

    /** Of each test its own: a run that one has left behind, as a stop does in the end, has the turn of its composition. */
    private final String media = "media-" + COMPOSITIONS.incrementAndGet();

    private final ManualClock clock = ManualClock.at("2026-01-09T12:00:00Z");
    private final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);
    private final HandedPause pause = new HandedPause();
    private final List<CleanupReport> reports = new CopyOnWriteArrayList<>();
    private final AtomicReference<Consumer<CleanupReport>> atEnd = new AtomicReference<>(report -> {});
    private CleanupScheduler scheduler = hourly().build(() -> pause);

    private CleanupBuilder media() {
        return Cleanup.of(media, storage)
                .referencedBy(InMemoryReferences.named("database"))
                .task(orphans(TASK).olderThan(Duration.ofHours(24)))
                .clock(clock)
                .listener(new CleanupListener() {
                    @Override
                    public void onFinished(CleanupReport report) {
                        reports.add(report);
                        atEnd.get().accept(report);
                    }
                });
    }

    private CleanupSchedulerBuilder hourly() {
        return CleanupScheduler.of(media().build(), Schedule.every(HOUR)).clock(clock);
    }

    /** Holds each run at its end until the latch is down; what is returned says that one has come there. */
    private CountDownLatch holdRunsUntil(CountDownLatch release) {
        CountDownLatch held = new CountDownLatch(1);
        atEnd.set(report -> {
            held.countDown();
            awaitUninterruptibly(release);
        });
        return held;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                assertThat(latch.await(30, SECONDS)).isTrue();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Thread> threadOf(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst();
    }

    @AfterEach
    void stop() {
        atEnd.set(report -> {});
        scheduler.close();
    }

    @Test
    void runsWhenItIsDueAndNotBefore() throws Exception {
        scheduler.start();
        pause.asked();

        clock.step(Duration.ofMinutes(59));
        assertThat(pause.next()).isEqualTo(Duration.ofMinutes(1));
        assertThat(reports).isEmpty();

        clock.step(Duration.ofMinutes(1));
        pause.next();
        assertThat(reports).hasSize(1);
    }

    @Test
    void looksAtTheClockEachMinuteBecauseItMayBeSet() throws Exception {
        scheduler.start();

        assertThat(pause.asked()).isEqualTo(Duration.ofMinutes(1));
        clock.step(Duration.ofSeconds(59 * 60 + 50));
        assertThat(pause.next()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theIntervalCountsFromTheEndOfTheRun() throws Exception {
        atEnd.set(report -> clock.step(Duration.ofMinutes(20)));
        scheduler.start();
        pause.asked();
        clock.step(HOUR);
        pause.next();

        assertThat(scheduler.status().next()).contains(Instant.parse("2026-01-09T14:20:00Z"));
    }

    @Test
    void runsDailyAtItsHour() throws Exception {
        scheduler = CleanupScheduler.of(media().build(), Schedule.daily(LocalTime.of(3, 0), ZoneOffset.UTC))
                .clock(clock)
                .build(() -> pause);
        scheduler.start();
        pause.asked();
        assertThat(scheduler.status().next()).contains(Instant.parse("2026-01-10T03:00:00Z"));

        clock.set(Instant.parse("2026-01-10T03:00:00Z"));
        pause.next();

        assertThat(reports).hasSize(1);
        assertThat(scheduler.status().next()).contains(Instant.parse("2026-01-11T03:00:00Z"));
    }

    @Test
    void theFirstRunAtOnceHasEndedWhenStartReturns() {
        scheduler = hourly().firstRunAtOnce().build(() -> pause);

        scheduler.start();

        assertThat(reports).hasSize(1);
        assertThat(scheduler.status().last()).contains(reports.get(0));
    }

    @Test
    void theFirstRunInTheBackgroundDoesNotDelayTheStart() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = holdRunsUntil(release);
        scheduler = hourly().firstRunInBackground().build(() -> pause);

        scheduler.start();

        assertThat(held.await(30, SECONDS)).isTrue();
        assertThat(scheduler.status().running()).isTrue();
        assertThat(scheduler.status().next()).isEmpty();
        release.countDown();
        pause.asked();
        assertThat(scheduler.status().next()).contains(Instant.parse("2026-01-09T13:00:00Z"));
    }

    @Test
    void theFirstRunMayComeLater() throws Exception {
        scheduler = hourly().firstRunAfter(Duration.ofSeconds(30)).build(() -> pause);
        scheduler.start();

        assertThat(pause.asked()).isEqualTo(Duration.ofSeconds(30));
        clock.step(Duration.ofSeconds(30));
        pause.next();

        assertThat(reports).hasSize(1);
        assertThat(scheduler.status().next()).contains(Instant.parse("2026-01-09T13:00:30Z"));
    }

    @Test
    void aManualRunInBetweenMovesTheInterval() throws Exception {
        scheduler.start();
        pause.asked();
        clock.step(Duration.ofMinutes(40));

        assertThat(scheduler.runNow()).isPresent();

        assertThat(reports).hasSize(1);
        assertThat(scheduler.status().next()).contains(Instant.parse("2026-01-09T13:40:00Z"));
    }

    @Test
    void aManualRunNeedsNoStart() {
        assertThat(scheduler.runNow())
                .hasValueSatisfying(report -> assertThat(report.isSuccess()).isTrue());
        assertThat(scheduler.status().started()).isFalse();
        assertThat(scheduler.status().last()).isPresent();
    }

    @Test
    void aManualRunSaysWhoAskedForIt() {
        assertThat(scheduler.runNow(cleanup -> cleanup.requestedBy("alice").only(TASK)))
                .hasValueSatisfying(report -> assertThat(report.actor()).contains("alice"));
        assertThat(scheduler.status().last()).isPresent();
    }

    @Test
    void aManualRunOfAnotherCleanupIsNone() {
        Cleanup other = Cleanup.of("other", storage)
                .referencedBy(InMemoryReferences.named("database"))
                .task(orphans(TASK))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler.runNow(mine -> other))
                .withMessageContaining("cleanup (other) must be that of this schedule, " + media);
        assertThat(scheduler.runNow()).isPresent();
    }

    @Test
    void aManualRunIsTurnedAwayWhileAnotherIsUnderWay() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = holdRunsUntil(release);
        FutureTask<Optional<CleanupReport>> first = new FutureTask<>(scheduler::runNow);
        new Thread(first).start();
        assertThat(held.await(30, SECONDS)).isTrue();

        assertThat(scheduler.runNow()).isEmpty();

        release.countDown();
        assertThat(first.get(30, SECONDS)).isPresent();
    }

    @Test
    void aScheduledRunWaitsForItsTurnRatherThanBeSkipped() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = holdRunsUntil(release);
        CleanupScheduler other = hourly().build(() -> pause);
        FutureTask<Optional<CleanupReport>> first = new FutureTask<>(other::runNow);
        new Thread(first).start();
        assertThat(held.await(30, SECONDS)).isTrue();
        scheduler.start();
        pause.asked();
        clock.step(HOUR);

        assertThat(pause.next()).isEqualTo(Duration.ofSeconds(1));
        release.countDown();
        assertThat(first.get(30, SECONDS)).isPresent();
        pause.next();

        assertThat(reports).hasSize(2).allMatch(CleanupReport::isSuccess);
    }

    @Test
    void aFailingRunDoesNotEndTheSchedule() throws Exception {
        storage.failVerify();
        scheduler.start();
        pause.asked();
        clock.step(HOUR);
        pause.next();
        storage.clearFaults();
        clock.step(HOUR);
        pause.next();

        assertThat(reports).extracting(CleanupReport::isSuccess).containsExactly(false, true);
    }

    @Test
    void aRunThatBreaksOffDoesNotEndTheScheduleAndIsShown() throws Exception {
        BreakingClock breaking = new BreakingClock(clock);
        scheduler = CleanupScheduler.of(media(breaking), Schedule.every(HOUR))
                .clock(clock)
                .build(() -> pause);
        scheduler.start();
        pause.asked();
        breaking.breaks(true);
        clock.step(HOUR);
        pause.next();
        assertThat(scheduler.status().brokeOff())
                .hasValueSatisfying(failure -> assertThat(failure.message()).isEqualTo("no time today"));

        breaking.breaks(false);
        clock.step(HOUR);
        pause.next();

        assertThat(reports).hasSize(1);
        assertThat(scheduler.status().brokeOff()).isEmpty();
    }

    private Cleanup media(BreakingClock breaking) {
        return Cleanup.of(media, storage)
                .referencedBy(InMemoryReferences.named("database"))
                .task(orphans(TASK).olderThan(Duration.ofHours(24)))
                .clock(breaking)
                .listener(new CleanupListener() {
                    @Override
                    public void onFinished(CleanupReport report) {
                        reports.add(report);
                    }
                })
                .build();
    }

    @Test
    void anInterruptionOfARunDoesNotEndTheSchedule() throws Exception {
        atEnd.set(report -> Thread.currentThread().interrupt());
        scheduler.start();
        pause.asked();
        clock.step(HOUR);
        pause.next();
        assertThat(pause.asked())
                .as("waits again, for the interruption ended the first wait")
                .isPositive();
        clock.step(HOUR);
        pause.next();

        assertThat(reports).hasSize(2).allMatch(CleanupReport::isSuccess);
    }

    @Test
    void startAndStopAreIdempotent() throws Exception {
        scheduler.start();
        scheduler.start();
        assertThat(scheduler.status().started()).isTrue();

        assertThat(scheduler.stop()).isTrue();
        assertThat(scheduler.stop()).isTrue();
        assertThat(scheduler.status().started()).isFalse();
        assertThat(scheduler.status().next()).isEmpty();
    }

    @Test
    void theThreadIsADaemonAndGoesWithTheStop() throws Exception {
        scheduler.start();
        pause.asked();
        assertThat(threadOf("cleanup-" + media))
                .hasValueSatisfying(thread -> assertThat(thread.isDaemon()).isTrue());

        scheduler.stop();

        assertThat(threadOf("cleanup-" + media)).isEmpty();
    }

    @Test
    void whatWasStoppedCanBeStartedAgain() throws Exception {
        scheduler.start();
        pause.asked();
        scheduler.stop();
        clock.step(HOUR.multipliedBy(5));

        scheduler.start();
        pause.asked();

        assertThat(reports).isEmpty();
        assertThat(scheduler.status().next()).contains(clock.instant().plus(HOUR));
    }

    @Test
    void stoppingEndsARunBetweenTwoItemsWithATrueReport() throws Exception {
        AtomicReference<CleanupScheduler> own = new AtomicReference<>();
        Cleanup cleanup = media().listener(new CleanupListener() {
                    @Override
                    public void onProgress(Progress progress) {
                        assertThat(own.get().stop())
                                .as("its own run cannot have ended")
                                .isFalse();
                    }
                })
                .build();
        storage.put("old.m4a", 10);
        clock.step(Duration.ofDays(2));
        scheduler = CleanupScheduler.of(cleanup, Schedule.every(HOUR))
                .clock(clock)
                .firstRunAtOnce()
                .build(() -> pause);
        own.set(scheduler);

        scheduler.start();

        assertThat(reports.get(0).task(TASK).outcome()).isEqualTo(new TaskOutcome.Stopped("asked to stop"));
        assertThat(storage.contains("old.m4a")).isTrue();
    }

    @Test
    void aRunIsEndedBetweenTwoItemsAndTheNextOneIsNot() {
        AtomicReference<CleanupScheduler> own = new AtomicReference<>();
        Cleanup cleanup = media().listener(new CleanupListener() {
                    @Override
                    public void onProgress(Progress progress) {
                        Optional.ofNullable(own.getAndSet(null)).ifPresent(CleanupScheduler::endRun);
                    }
                })
                .build();
        storage.put("old.m4a", 10);
        clock.step(Duration.ofDays(2));
        scheduler =
                CleanupScheduler.of(cleanup, Schedule.every(HOUR)).clock(clock).build(() -> pause);
        assertThat(scheduler.endRun()).as("none is under way").isFalse();
        own.set(scheduler);

        assertThat(scheduler.runNow())
                .hasValueSatisfying(report ->
                        assertThat(report.task(TASK).outcome()).isEqualTo(new TaskOutcome.Stopped("asked to stop")));
        assertThat(scheduler.runNow())
                .hasValueSatisfying(
                        report -> assertThat(report.task(TASK).outcome()).isNotInstanceOf(TaskOutcome.Stopped.class));
    }

    @Test
    void stoppingTakesNoLongerThanItsBoundAndInterruptsThen() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = holdRunsUntil(release);
        scheduler = hourly().firstRunInBackground()
                .stopsWithin(Duration.ofMillis(1))
                .build(() -> pause);
        scheduler.start();
        assertThat(held.await(30, SECONDS)).isTrue();
        Thread thread = threadOf("cleanup-" + media).orElseThrow();

        assertThat(scheduler.stop()).isFalse();

        release.countDown();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void aNewStartBesideARunThatDidNotEndMakesNoSecondOne() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = holdRunsUntil(release);
        scheduler = hourly().firstRunInBackground()
                .stopsWithin(Duration.ofMillis(1))
                .build(() -> pause);
        scheduler.start();
        assertThat(held.await(30, SECONDS)).isTrue();
        assertThat(scheduler.stop()).isFalse();

        scheduler.start();

        assertThat(pause.asked()).as("waits for its turn").isEqualTo(Duration.ofSeconds(1));
        assertThat(reports).hasSize(1);
        release.countDown();
    }

    @Test
    void aWakeUpHasItLookAtTheClockAtOnce() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        atEnd.set(report -> ran.countDown());
        scheduler = hourly().build();
        scheduler.start();
        clock.step(HOUR);

        scheduler.wake();

        assertThat(ran.await(30, SECONDS)).isTrue();
    }

    @Test
    void settingsConflictWhenUsedTwice() {
        assertThatIllegalStateException()
                .isThrownBy(() -> hourly().firstRunAtOnce().firstRunInBackground())
                .withMessageContaining("first run was already set to at once");
        assertThatIllegalStateException().isThrownBy(() -> hourly().clock(clock));
        assertThatIllegalStateException()
                .isThrownBy(() -> hourly().stopsWithin(HOUR).stopsWithin(HOUR));
    }

    @Test
    void settingsThatMakeNoSenseAreTurnedAway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hourly().stopsWithin(Duration.ZERO))
                .withMessageContaining("stopsWithin (PT0S) must be positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hourly().firstRunAfter(Duration.ofSeconds(-1)))
                .withMessageContaining("firstRunAfter (PT-1S) must not be negative");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> CleanupScheduler.of(media().build(), null));
    }
}
