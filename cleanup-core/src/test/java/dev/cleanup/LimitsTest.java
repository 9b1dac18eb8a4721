package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.policy.Policies.megabytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleanup.lock.RunLock;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.ByteSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class LimitsTest {

    private final Sweep sweep = new Sweep();

    private void orphans(int count) {
        sweep.healthy(count);
        for (int i = 0; i < count; i++) {
            sweep.old("orphan-" + i);
        }
    }

    @Test
    void removesNoMoreFilesThanTheBudgetAllowsAndTheRestNextTime() {
        orphans(130);
        Cleanup cleanup = sweep.builder().maxFiles(120).build();

        CleanupReport first = cleanup.run();
        CleanupReport second = cleanup.run();

        assertThat(first.files().deleted()).isEqualTo(120);
        assertThat(first.files().notReached()).isEqualTo(10);
        assertThat(first.task(TASK).outcome()).isEqualTo(new TaskOutcome.Stopped("budget of 120 files used up"));
        assertThat(second.files().deleted()).isEqualTo(10);
    }

    @Test
    void removesNoMoreBytesThanTheBudgetAllows() {
        orphans(5);

        CleanupReport report =
                sweep.builder().maxBytes(new ByteSize(39)).build().run();

        assertThat(report.files().bytes()).isEqualTo(30);
        assertThat(report.files().notReached()).isEqualTo(2);
    }

    @Test
    void takesNoLongerThanTheBudgetAllows() {
        orphans(130);
        sweep.storage.afterRemoval(() -> sweep.clock.step(Duration.ofMinutes(5)));

        CleanupReport report =
                sweep.builder().maxDuration(Duration.ofMinutes(5)).build().run();

        assertThat(report.files().deleted()).isEqualTo(100);
        assertThat(report.task(TASK).outcome()).isEqualTo(new TaskOutcome.Stopped("budget of PT5M used up"));
    }

    @Test
    void refusesALimitOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sweep.builder().maxFiles(0))
                .withMessage("maxFiles (0) must be positive: a limit of nothing would never do anything");
        assertThatIllegalArgumentException().isThrownBy(() -> sweep.builder().maxDuration(Duration.ZERO));
        assertThat(megabytes(1).bytes()).isEqualTo(1024 * 1024);
    }

    @Test
    void aSecondRunOverTheSameStorageIsSkipped() {
        sweep.old("used", "orphan").named("used");
        List<CleanupReport> inner = new ArrayList<>();
        sweep.storage.beforeRemoval(() -> inner.add(Meanwhile.another(sweep::run)));

        CleanupReport outer = sweep.run();

        assertThat(inner.get(0).task(TASK).outcome())
                .isEqualTo(new TaskOutcome.Skipped("another run over this storage is under way in this JVM"));
        assertThat(outer.files().deleted()).isEqualTo(1);
        assertThat(sweep.run().task(TASK).outcome()).isEqualTo(new TaskOutcome.Completed());
    }

    @Test
    void aLockThatSomebodyElseHoldsSkipsTheRun() {
        sweep.old("used", "orphan").named("used");

        CleanupReport report =
                sweep.builder().lock(name -> Optional.empty()).build().run();

        assertThat(report.task(TASK).outcome())
                .isEqualTo(new TaskOutcome.Skipped("another run over this storage holds the host's lock"));
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aLockThatIsLostStopsFurtherRemovalAndIsGivenBack() {
        orphans(130);
        AtomicBoolean held = new AtomicBoolean(true);
        AtomicBoolean closed = new AtomicBoolean();
        sweep.storage.afterRemoval(() -> held.set(false));

        CleanupReport report =
                sweep.builder().lock(name -> lease(held, closed)).build().run();

        assertThat(report.files().deleted()).isEqualTo(100);
        assertThat(report.files().notReached()).isEqualTo(30);
        assertThat(closed).isTrue();
    }

    @Test
    void whatDoesNotFitTheBudgetIsLeftOverAndSmallerFilesGoOn() {
        sweep.healthy(5).old("small");
        sweep.storage.put("a-large-one", 1000, sweep.storage.file("small").times());

        CleanupReport report =
                sweep.builder().maxBytes(new ByteSize(100)).build().run();

        assertThat(sweep.storage.contains("a-large-one")).isTrue();
        assertThat(sweep.storage.contains("small")).isFalse();
        assertThat(report.files().notReached()).isEqualTo(1);
    }

    @Test
    void aLimitWithoutEndIsNoFault() {
        sweep.old("used", "orphan").named("used");
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);

        Cleanup cleanup = sweep.builder().maxDuration(forever).planTtl(forever).build();

        assertThat(cleanup.plan().expires()).isEqualTo(Instant.MAX);
        assertThat(cleanup.run().files().deleted()).isEqualTo(1);
    }

    @Test
    void aLockThatCannotBeAskedForRemovesNothing() {
        sweep.old("used", "orphan").named("used");

        CleanupReport report = sweep.builder()
                .lock(name -> {
                    throw new IllegalStateException("no connection");
                })
                .build()
                .run();

        assertThat(report.toText()).contains("FAILED", "no connection");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aLockThatCannotBeGivenBackCostsNoReport() {
        sweep.old("used", "orphan").named("used");
        RunLock lock = name -> Optional.of(new RunLock.Lease() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public void close() {
                throw new IllegalStateException("gone");
            }
        });

        assertThat(sweep.builder().lock(lock).build().run().files().deleted()).isEqualTo(1);
    }

    private static Optional<RunLock.Lease> lease(AtomicBoolean held, AtomicBoolean closed) {
        return Optional.of(new RunLock.Lease() {
            @Override
            public boolean isHeld() {
                return held.get();
            }

            @Override
            public void close() {
                closed.set(true);
            }
        });
    }
}
