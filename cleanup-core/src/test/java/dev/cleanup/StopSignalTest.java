package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that its caller ends: by a signal, by an interruption, by a deadline. Its report is true. */
@Tag("fast")
class StopSignalTest {

    private final Sweep sweep = new Sweep();
    private final AtomicBoolean signal = new AtomicBoolean();

    private void orphans(int count) {
        sweep.healthy(count);
        for (int i = 0; i < count; i++) {
            sweep.old("orphan-" + i);
        }
    }

    @AfterEach
    void usesUpTheInterruption() {
        Thread.interrupted();
    }

    @Test
    void aSignalEndsTheRunBetweenTwoBatches() {
        orphans(130);
        sweep.storage.afterRemoval(() -> signal.set(true));

        CleanupReport report = sweep.cleanup().stopWhen(signal::get).run();

        assertThat(report.files().deleted()).isEqualTo(100);
        assertThat(report.files().notReached()).isEqualTo(30);
        assertThat(report.task(TASK).outcome()).isEqualTo(new TaskOutcome.Stopped("asked to stop"));
    }

    @Test
    void aSignalThatIsNeverGivenEndsNothing() {
        orphans(5);

        assertThat(sweep.cleanup().stopWhen(() -> false).run().files().deleted())
                .isEqualTo(5);
    }

    @Test
    void severalSignalsAccumulate() {
        orphans(5);
        Cleanup cleanup = sweep.cleanup().stopWhen(signal::get).stopWhen(() -> false);
        signal.set(true);

        assertThat(cleanup.run().task(TASK).outcome()).isEqualTo(new TaskOutcome.Stopped("asked to stop"));
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aSignalThatCannotBeAskedStopsTheRun() {
        orphans(5);

        CleanupReport report = sweep.cleanup()
                .stopWhen(() -> {
                    throw new IllegalStateException("scheduler gone");
                })
                .run();

        assertThat(report.task(TASK).outcome())
                .isEqualTo(new TaskOutcome.Stopped(
                        "the stop signal could not be asked: IllegalStateException: scheduler gone"));
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void anInterruptionEndsTheRunBetweenTwoBatchesAndStaysSet() {
        orphans(130);
        sweep.storage.afterRemoval(() -> Thread.currentThread().interrupt());

        CleanupReport report = sweep.run();

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(report.files().deleted()).isEqualTo(100);
        assertThat(report.files().notReached()).isEqualTo(30);
        assertThat(report.task(TASK).outcome()).isEqualTo(new TaskOutcome.Stopped("interrupted"));
    }

    @Test
    void aDeadlineEndsTheRunBetweenTwoBatches() {
        orphans(130);
        sweep.storage.afterRemoval(() -> sweep.clock.step(Sweep.DAY));

        CleanupReport report =
                sweep.cleanup().deadline(sweep.clock.instant().plus(Sweep.DAY)).run();

        assertThat(report.files().deleted()).isEqualTo(100);
        assertThat(report.task(TASK).outcome())
                .isEqualTo(new TaskOutcome.Stopped("deadline 2026-03-02T12:00:00Z reached"));
    }
}
