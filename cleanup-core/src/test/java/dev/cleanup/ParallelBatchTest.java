package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.Sweep.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Removal on a thread of the host's beside the caller's: nothing changes but the time it takes. */
@Tag("fast")
class ParallelBatchTest {

    private static final Executor THREADS = task -> new Thread(task, "lent").start();

    private final Sweep sweep = new Sweep().healthy(150);
    private final Set<Thread> removers = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void store() {
        for (int i = 0; i < 130; i++) {
            sweep.old("orphan-" + i);
        }
    }

    private CleanupReport runWith(Executor executor) {
        return sweep.builder().helperExecutor(executor).build().run();
    }

    @Test
    void eachHalfOfABatchIsRemovedOnAThreadOfItsOwn() {
        CountDownLatch both = new CountDownLatch(2);
        sweep.sight = stored -> new Watched(stored, batch -> {
            removers.add(Thread.currentThread());
            both.countDown();
            await(both);
        });

        CleanupReport report = runWith(THREADS);

        assertThat(removers).hasSize(2).contains(Thread.currentThread());
        assertThat(report.task(TASK).files().deleted()).isEqualTo(130);
        assertThat(sweep.storage.keys()).hasSize(150);
    }

    @Test
    void aHalfThatBreaksOffIsUnknownAndTheOtherIsNot() {
        CountDownLatch begun = new CountDownLatch(1);
        sweep.sight = stored -> new Watched(stored, batch -> {
            if (Thread.currentThread().getName().equals("lent")) {
                begun.countDown();
                throw new IllegalStateException("the connection is gone");
            }
            await(begun);
        });

        CleanupReport report = runWith(THREADS);

        assertThat(report.task(TASK).files().unknown()).isEqualTo(50);
        assertThat(report.task(TASK).files().deleted()).isEqualTo(80);
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.CompletedWithFailures.class);
    }

    @Test
    void anExecutorThatRefusesLeavesBothHalvesToTheCaller() {
        CleanupReport report = runWith(task -> {
            throw new RejectedExecutionException("full");
        });

        assertThat(report.task(TASK).files().deleted()).isEqualTo(130);
    }

    @Test
    void anExecutorThatFailsAndComesToItAfterTheRunRemovesNothingMore() {
        Deque<Runnable> queue = new ConcurrentLinkedDeque<>();

        CleanupReport report = runWith(task -> {
            queue.add(task);
            throw new IllegalStateException("no thread is left");
        });
        sweep.old("orphan-0");
        queue.forEach(Runnable::run);

        assertThat(report.task(TASK).files().deleted()).isEqualTo(130);
        assertThat(sweep.storage.keys()).hasSize(151);
    }

    @Test
    void anExecutorThatNeverComesToItLeavesBothHalvesToTheCaller() {
        assertThat(runWith(task -> {}).task(TASK).files().deleted()).isEqualTo(130);
    }

    @Test
    void whatIsSetAsideOnBothThreadsComesBackWhole() {
        sweep.task = orphans(TASK).olderThan(Sweep.DAY).quarantineFor(Duration.ofDays(7));

        CleanupReport report = runWith(THREADS);

        assertThat(report.task(TASK).files().setAside()).isEqualTo(130);
        assertThat(sweep.cleanup()
                        .quarantine()
                        .ofRun(report.id())
                        .restore()
                        .restored()
                        .putBack())
                .isEqualTo(130);
        assertThat(sweep.storage.keys()).hasSize(280);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
    }

    /** Shows somebody each batch before it is removed. */
    private static final class Watched extends PassingStorage {

        interface Watcher {
            void sees(List<StoredFile> batch);
        }

        private final Watcher watcher;

        Watched(InMemoryStorage stored, Watcher watcher) {
            super(stored);
            this.watcher = watcher;
        }

        @Override
        public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
            if (batch.size() == 50) {
                watcher.sees(batch);
            }
            super.remove(batch, sink);
        }
    }
}
