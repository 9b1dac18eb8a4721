package dev.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.lock.RunLock;
import dev.cleanup.policy.Policies;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.Progress;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callbacks of a run that call the cleanup again, which would never end. */
@Tag("fast")
@Timeout(60)
class ReentranceCheckTest {

    private final Sweep sweep = new Sweep().healthy(20).old("orphan");
    private final List<Throwable> refused = new ArrayList<>();
    private final AtomicReference<Cleanup> itself = new AtomicReference<>();

    @Test
    void aListenerThatRunsAgainWhenARunHasFinishedIsRefused() {
        assertRefused(calling(finished -> itself.get().run()), "run(), apply() or restore() over memory:///uploads/");
    }

    @Test
    void aListenerThatRunsAgainAtEachItemIsRefused() {
        assertRefused(
                new CleanupListener() {
                    @Override
                    public void onItem(String task, ItemReport item) {
                        attempt(() -> itself.get().run());
                    }
                },
                "run(), apply() or restore() over memory:///uploads/");
    }

    @Test
    void aListenerThatPlansAgainWhenAPlanComesFurtherIsRefused() {
        assertRefused(
                new CleanupListener() {
                    @Override
                    public void onProgress(Progress progress) {
                        attempt(() -> itself.get().plan());
                    }
                },
                "plan() over memory:///uploads/");
    }

    @Test
    void aListenerThatAppliesItsPlanWhenARunHasFinishedIsRefused() {
        assertRefused(
                calling(finished -> itself.get().apply(itself.get().plan())),
                "run(), apply() or restore() over memory:///uploads/");
    }

    @Test
    void aListenerThatRestoresWhenARunHasFinishedIsRefused() {
        assertRefused(
                calling(finished -> itself.get().quarantine().restore()),
                "run(), apply() or restore() over memory:///uploads/");
    }

    @Test
    void aListenerThatRunsAnotherCompositionOverTheSameStorageIsRefused() {
        Cleanup other = sweep.cleanup();
        assertRefused(calling(finished -> other.run()), "run(), apply() or restore() over memory:///uploads/");
    }

    @Test
    void aPolicyThatRunsAgainKeepsItsItem() {
        sweep.task = sweep.task.where(Policies.custom("again", Set.of(), (facts, now) -> {
            itself.get().run();
            throw new AssertionError("unreachable");
        }));

        CleanupReport report = run(new CleanupListener() {});

        assertThat(report.toText()).contains("spared 1 for unreadable");
        assertThat(sweep.storage.keys()).contains("orphan");
    }

    @Test
    void theHostsLockIsFreeAfterwards() {
        AtomicBoolean held = new AtomicBoolean();
        itself.set(sweep.builder()
                .listener(calling(finished -> itself.get().run()))
                .lock(storage -> Optional.of(lease(held)))
                .build());

        itself.get().run();

        assertThat(held).isFalse();
        assertThat(itself.get().run().isSuccess()).isTrue();
    }

    @Test
    void aListenerMayRunACleanupOverAnotherStorage() {
        Sweep other = new Sweep().healthy(20).old("orphan");
        Cleanup next = Cleanup.of("next", InMemoryStorage.named("other", other.clock))
                .referencedBy(other.database)
                .task(other.task)
                .clock(other.clock)
                .build();
        List<CleanupReport> reports = new ArrayList<>();

        run(calling(finished -> reports.add(next.run())));

        assertThat(refused).isEmpty();
        assertThat(reports)
                .singleElement()
                .satisfies(report -> assertThat(report.cleanup()).isEqualTo("next"));
    }

    @Test
    void aListenerMayPlanWhenARunHasFinished() {
        run(calling(finished -> itself.get().plan()));

        assertThat(refused).isEmpty();
    }

    @Test
    void aRunMayFollowARun() {
        run(new CleanupListener() {});
        sweep.clock.step(Duration.ofDays(1));

        assertThat(itself.get().run().isSuccess()).isTrue();
    }

    private void assertRefused(CleanupListener listener, String what) {
        CleanupReport report = run(listener);

        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(what)
                        .hasMessageContaining("so neither would end"));
        assertThat(report.isSuccess()).as(report.toText()).isTrue();
        assertThat(report.files().deleted()).as(report.toText()).isEqualTo(1);
    }

    private CleanupReport run(CleanupListener listener) {
        itself.set(sweep.builder().listener(listener).build());
        return itself.get().run();
    }

    private CleanupListener calling(Consumer<CleanupReport> call) {
        return new CleanupListener() {
            @Override
            public void onFinished(CleanupReport report) {
                attempt(() -> call.accept(report));
            }
        };
    }

    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (IllegalStateException fault) {
            refused.add(fault);
        }
    }

    private static RunLock.Lease lease(AtomicBoolean held) {
        held.set(true);
        return new RunLock.Lease() {
            @Override
            public boolean isHeld() {
                return held.get();
            }

            @Override
            public void close() {
                held.set(false);
            }
        };
    }
}
