package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.refusal;
import static dev.cleanup.policy.Policies.custom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.lock.RunLock;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.FileKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources, locks, clocks and rules of the host that break their contract. */
@Tag("fast")
class LyingPartsTest {

    private static final int FILES = 2500;

    private final Sweep sweep = new Sweep();

    /** A source of the host's own. */
    private record Source(String name, Consumer<ReferenceSink> reading) implements ReferenceSource {
        @Override
        public void read(ReferenceSink sink) {
            reading.accept(sink);
        }
    }

    private static void deliver(int i, ReferenceSink sink) {
        sink.reference(FileKey.of("used-" + i), new Owner("rows", Integer.toString(i)));
    }

    private CleanupReport runWith(Consumer<ReferenceSink> reading) {
        IntStream.range(0, FILES).forEach(i -> sweep.old("used-" + i));
        return Cleanup.of("media", sweep.storage)
                .referencedBy(new Source("rows", reading))
                .task(sweep.task)
                .clock(sweep.clock)
                .build()
                .run();
    }

    @Test
    void aSourceThatHidesItsInterruptionRemovesNothing() {
        CleanupReport report = runWith(sink -> {
            try {
                IntStream.range(0, FILES).forEach(i -> {
                    if (i == FILES / 2) {
                        Thread.currentThread().interrupt();
                    }
                    deliver(i, sink);
                });
            } catch (RuntimeException swallowed) {
                Thread.interrupted();
            }
        });

        assertThat(sweep.storage.mutations()).isZero();
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(report.toText()).contains("rows", "let pass what its sink throws");
    }

    @Test
    void aSourceThatDeliversFromOtherThreadsRemovesNothing() {
        CleanupReport report = runWith(sink -> {
            Thread other = new Thread(() -> IntStream.range(0, FILES).forEach(i -> deliver(i, sink)));
            other.setUncaughtExceptionHandler((thread, hidden) -> {});
            other.start();
            join(other);
        });

        assertThat(sweep.storage.mutations()).isZero();
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aSourceThatBreaksWithAnErrorIsReported() {
        CleanupReport report = runWith(sink -> {
            throw new NoClassDefFoundError("driver");
        });

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
    }

    @Test
    void aValueThatCannotBeMappedBySecondLookStopsTheSweep() {
        sweep.old("used", "orphan").named("used");
        sweep.storage.afterList(() -> sweep.database.addUnmappable("./orphan", "it is not canonical"));

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.contains("orphan")).isTrue();
        assertThat(refusal(report.task(TASK).outcome()).guard()).isEqualTo("unmappable-references");
        assertThat(report.files().notReached()).isEqualTo(1);
    }

    @Test
    void aListenerThatBreaksDoesNotBreakTheRun() {
        sweep.old("used", "orphan").named("used");

        CleanupReport report =
                sweep.builder().listener(new BrokenListener()).build().run();

        assertThat(report.files().deleted()).isEqualTo(1);
    }

    @Test
    void aRuleThatBreaksWithAnErrorIsReported() {
        sweep.old("used", "orphan").named("used");
        sweep.task = sweep.task.where(custom("broken", Set.of(), (facts, now) -> {
            throw new StackOverflowError();
        }));

        assertThat(sweep.run().task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aLockThatCannotBeAskedRemovesNothingAndIsReported() {
        sweep.old("used", "orphan").named("used");
        Cleanup cleanup = sweep.builder()
                .lock(name -> {
                    throw new IllegalStateException("no connection");
                })
                .build();

        assertThat(cleanup.run().toText()).contains("no connection");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aLockThatCannotBeGivenBackDoesNotCostTheReport() {
        sweep.old("used", "orphan").named("used");

        CleanupReport report = sweep.builder()
                .lock(name -> Optional.of(new BrokenLease()))
                .build()
                .run();

        assertThat(report.files().deleted()).isEqualTo(1);
    }

    @Test
    void aLockOfWhichNobodyCanSayWhetherItIsHeldStopsTheRun() {
        sweep.old("used", "orphan").named("used");
        RunLock.Lease silent = new RunLock.Lease() {
            @Override
            public boolean isHeld() {
                throw new IllegalStateException("no connection");
            }

            @Override
            public void close() {}
        };

        CleanupReport report =
                sweep.builder().lock(name -> Optional.of(silent)).build().run();

        assertThat(sweep.storage.keys()).as(report.toText()).containsExactly("used", "orphan");
        assertThat(report.task(TASK).outcome())
                .isInstanceOf(TaskOutcome.Stopped.class)
                .asString()
                .contains("the host's lock could not be asked", "no connection");
    }

    @Test
    void aDeadlineWhileAPlanIsExplainedEndsTheTaskAndNotTheCall() {
        sweep.old("used", "orphan", "attached").named("used");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.named("attached");
        Instant deadline = sweep.clock.instant().plusSeconds(1);
        sweep.storage.beforeLookUp(() -> sweep.clock.step(Duration.ofSeconds(2)));

        CleanupReport report = sweep.cleanup().deadline(deadline).apply(plan);

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void timesWithoutEndSaturate() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        sweep.old("used", "orphan").named("used");
        Cleanup cleanup = sweep.builder().maxDuration(endless).planTtl(endless).build();

        assertThat(cleanup.plan().expires()).isEqualTo(Instant.MAX);
        assertThat(cleanup.run().files().deleted()).isEqualTo(1);
    }

    @Test
    @Timeout(10)
    void aStorageThatWantsNoFileAtATimeFailsTheTask() {
        Sweep sweep = new Sweep().healthy(20).old("orphan");
        sweep.sight = stored -> new PassingStorage(stored) {
            @Override
            public int batchSize() {
                return 0;
            }
        };

        CleanupReport report = sweep.run();

        assertThat(report.task(TASK).outcome())
                .isInstanceOf(TaskOutcome.Failed.class)
                .asString()
                .contains("batchSize (0) of");
        assertThat(report.task(TASK).files().notReached()).isEqualTo(1);
    }
}
