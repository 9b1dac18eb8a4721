package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.Sweep.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StorageUnavailableException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The listing on a thread of the host's, beside the references: nothing changes but the time it takes. */
@Tag("fast")
class OverlapTest {

    private final Sweep sweep =
            new Sweep().healthy(3000).old("orphan-1", "orphan-2").young("young");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endTheThreads() {
        threads.shutdownNow();
    }

    @Test
    void anotherThreadListsAndThePlanIsTheSame() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Thread> lister = new AtomicReference<>();
        sweep.sight = stored -> new Watched(stored, sink -> {
            lister.set(Thread.currentThread());
            begun.countDown();
        });
        sweep.database.beforeRead(1, () -> await(begun));

        TaskPlan plan = planWith(threads);

        assertThat(plan.seen().listed()).isEqualTo(3003);
        assertThat(plan.items()).extracting(item -> item.name()).containsExactly("orphan-1", "orphan-2");
        assertThat(lister.get()).isNotNull().isNotSameAs(Thread.currentThread());
    }

    @Test
    void anExecutorThatNeverComesToItLeavesTheListingToTheCaller() {
        assertThat(planWith(task -> {}).items()).hasSize(2);
    }

    @Test
    void anExecutorThatRefusesLeavesTheListingToTheCaller() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };

        assertThat(planWith(full).items()).hasSize(2);
    }

    @Test
    void anExecutorThatRunsOnTheCallersThreadLeavesTheListingForLater() {
        AtomicBoolean early = new AtomicBoolean();
        Executor direct = task -> {
            task.run();
            early.set(sweep.storage.listings() > 0);
        };

        assertThat(planWith(direct).items()).hasSize(2);
        assertThat(early)
                .as("two million names would have filled its queue, for nobody to take them")
                .isFalse();
    }

    @Test
    void anExecutorThatComesToItTooLateDoesNothing() {
        AtomicReference<Runnable> late = new AtomicReference<>();
        TaskPlan plan = planWith(late::set);
        sweep.sight = stored -> stored;

        late.get().run();

        assertThat(plan.items()).hasSize(2);
    }

    @Test
    void aListingThatFailsOnAnotherThreadFailsTheTask() {
        sweep.sight = stored -> new Watched(stored, sink -> {
            throw new StorageUnavailableException("uploads", "the disk is gone", null);
        });

        assertThat(planWith(threads).outcome())
                .isInstanceOf(TaskOutcome.Failed.class)
                .asString()
                .contains("disk is gone");
    }

    @Test
    void anErrorOnAnotherThreadFailsTheTask() {
        sweep.sight = stored -> new Watched(stored, sink -> {
            throw new StackOverflowError("too deep");
        });

        assertThat(planWith(threads).outcome())
                .isInstanceOf(TaskOutcome.Failed.class)
                .asString()
                .contains("too deep");
    }

    @Test
    void whereTheReferencesFailTheListingIsOverWhenThePlanReturns() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<RuntimeException> end = new AtomicReference<>();
        sweep.sight = stored -> new Watched(stored, sink -> {
            begun.countDown();
            end.set(catchRuntimeException(() -> listWithoutEnd(sink)));
            throw end.get();
        });
        sweep.database.beforeRead(1, () -> await(begun));
        sweep.database.failAtRow(1);

        TaskPlan plan = planWith(threads);

        assertThat(plan.outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(end.get()).isInstanceOf(CancellationException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    private static void listWithoutEnd(ListingSink sink) {
        for (long file = 0; ; file++) {
            sink.unusable("pipe-" + file, "a pipe");
        }
    }

    @Test
    void manyFilesAreLookedUpOnBothThreadsAndJudgedOnTheCallers() {
        Set<Thread> askers = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 500).forEach(i -> sweep.old("more-" + i));
        sweep.sight = stored -> new LookedUpBy(stored, askers::add);

        TaskPlan plan = planWith(task -> {
            Thread thread = new Thread(task);
            thread.start();
            join(thread);
        });

        assertThat(plan.items()).hasSize(502);
        assertThat(askers).hasSize(2);
    }

    @Test
    void whatWasListedByThenIsLookedUpOnBothThreadsInTheSameOrder() {
        AtomicInteger callers = new AtomicInteger();
        Thread caller = Thread.currentThread();
        IntStream.range(0, 25_000).forEach(i -> sweep.old("more-" + i));
        sweep.task = sweep.task.allowOrphanShare(100);
        TaskPlan alone = sweep.cleanup().plan().task(TASK);
        sweep.sight = stored -> new LookedUpBy(stored, asker -> callers.addAndGet(asker == caller ? 1 : 0));

        TaskPlan plan = planWith(task -> {
            Thread thread = new Thread(task);
            thread.start();
            join(thread);
        });

        assertThat(plan.items()).hasSize(25_002).isEqualTo(alone.items());
        assertThat(callers).as("one portion of each batch of eight thousand").hasValueLessThan(10);
    }

    @Test
    void whereOneThreadFailsTheOtherDoesNotGoOn() {
        AtomicInteger calls = new AtomicInteger();
        IntStream.range(0, 3000).forEach(i -> sweep.old("more-" + i));
        sweep.sight = stored -> new LookedUpBy(stored, asker -> {
            calls.incrementAndGet();
            throw new StorageUnavailableException("uploads", "the disk is gone", null);
        });

        TaskPlan plan = planWith(task -> {
            Thread thread = new Thread(task);
            thread.start();
            join(thread);
        });

        assertThat(plan.outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(calls).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void aLookUpThatFailsOnTheOtherThreadFailsTheTask() {
        Thread caller = Thread.currentThread();
        IntStream.range(0, 500).forEach(i -> sweep.old("more-" + i));
        sweep.sight = stored -> new LookedUpBy(stored, asker -> {
            if (asker != caller) {
                throw new StorageUnavailableException("uploads", "the disk is gone", null);
            }
        });

        TaskPlan plan = planWith(task -> {
            Thread thread = new Thread(task);
            thread.start();
            join(thread);
        });

        assertThat(plan.outcome())
                .isInstanceOf(TaskOutcome.Failed.class)
                .asString()
                .contains("disk is gone");
    }

    @Test
    void manyFilesAreLookedUpAllTheSameWhereNoThreadComes() {
        IntStream.range(0, 500).forEach(i -> sweep.old("more-" + i));

        assertThat(planWith(task -> {}).items()).hasSize(502);
    }

    /** More than wait until the listing is over: another thread would wait for the lock, and the caller for that thread. */
    @Test
    void whereTheStorageIsLockedWhileItListsOnlyTheThreadThatListsLooksUp() {
        ReentrantLock lock = new ReentrantLock();
        AtomicInteger whileListing = new AtomicInteger();
        sweep.task = orphans(TASK).olderThan(Sweep.DAY).allowOrphanShare(100);
        IntStream.range(0, 25_000).forEach(i -> sweep.old("more-" + i));
        sweep.sight = stored -> new Locked(stored, lock, () -> {
            assertThat(lock.isLocked()).isEqualTo(lock.isHeldByCurrentThread());
            whileListing.addAndGet(lock.isLocked() ? 1 : 0);
        });
        AtomicBoolean asked = new AtomicBoolean();

        TaskPlan plan = planWith(task -> {
            if (asked.getAndSet(true)) {
                new Thread(task).start();
            } else {
                throw new RejectedExecutionException("no thread to list on");
            }
        });

        assertThat(plan.outcome()).isEqualTo(new TaskOutcome.Completed());
        assertThat(plan.totals().items()).isEqualTo(25_002);
        assertThat(whileListing).hasPositiveValue();
    }

    /** A storage that nobody else can use while it lists. */
    private static final class Locked extends PassingStorage {
        private final ReentrantLock lock;
        private final Runnable atLookUp;

        Locked(ListableStorage stored, ReentrantLock lock, Runnable atLookUp) {
            super(stored);
            this.lock = lock;
            this.atLookUp = atLookUp;
        }

        @Override
        public void list(ListingSink sink) {
            lock.lock();
            try {
                super.list(sink);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void lookUp(Collection<FileKey> keys, LookupSink sink) {
            atLookUp.run();
            super.lookUp(keys, sink);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    /** A storage that tells who looks files up. */
    private static final class LookedUpBy extends PassingStorage {
        private final Consumer<Thread> asked;

        LookedUpBy(ListableStorage stored, Consumer<Thread> asked) {
            super(stored);
            this.asked = asked;
        }

        @Override
        public void lookUp(Collection<FileKey> keys, LookupSink sink) {
            asked.accept(Thread.currentThread());
            super.lookUp(keys, sink);
        }
    }

    private TaskPlan planWith(Executor executor) {
        return sweep.builder().helperExecutor(executor).build().plan().task(TASK);
    }

    /** A storage whose listing is watched, or replaced. */
    private static final class Watched extends PassingStorage {
        private final Consumer<ListingSink> atListing;

        Watched(ListableStorage stored, Consumer<ListingSink> atListing) {
            super(stored);
            this.atListing = atListing;
        }

        @Override
        public void list(ListingSink sink) {
            atListing.accept(sink);
            super.list(sink);
        }
    }
}
