package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.archive.StorageArchive;
import dev.cleanup.fact.Fact;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.RecordSource;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A run whose thread is interrupted at each of its calls. From then on channels and connections break, as they do: that is a
 * stop, and no failure of the items at hand.
 */
@Tag("fast")
class InterruptionTest {

    private static final int MOST_CALLS = 200;

    /** Calls that ask a source or storage what it is, and touch nothing. */
    private static final Set<String> DECLARATIONS =
            Set.of("id", "name", "times", "provides", "supports", "batchSize", "supportsKey", "notes");

    private final Sweep sweep = new Sweep();
    private int calls;
    private int interruptedAt;

    @AfterEach
    void clearTheInterruption() {
        Thread.interrupted();
    }

    @Test
    void orphansThatAreDeleted() {
        assertStops(task -> task);
    }

    @Test
    void orphansThatAreSetAside() {
        assertStops(task -> task.quarantineFor(Duration.ofDays(7)));
    }

    @Test
    void orphansThatAreArchived() {
        InMemoryStorage archive = InMemoryStorage.named("archive", sweep.clock);
        assertStops(task -> task.archivingTo(StorageArchive.in(archive)));
    }

    @Test
    void recordsThatAreDeleted() {
        for (interruptedAt = 1; interruptedAt < MOST_CALLS; interruptedAt++) {
            World world = new World(task -> task);
            world.records.add(aRecord().id("1").status("failed").files("audio"));
            world.old("audio");

            CleanupReport report = world.run();

            if (calls < interruptedAt) {
                assertThat(world.storage.keys()).as(report.toText()).doesNotContain("audio");
                return;
            }
            assertStopped(report);
            assertConverges(world, "audio");
        }
        throw new AssertionError("a run of " + MOST_CALLS + " calls, which the test does not expect");
    }

    private void assertStops(UnaryOperator<OrphanTask> disposal) {
        for (interruptedAt = 1; interruptedAt < MOST_CALLS; interruptedAt++) {
            World world = new World(disposal);
            world.old("orphan-1", "orphan-2");

            CleanupReport report = world.run();

            if (calls < interruptedAt) {
                assertThat(report.isSuccess()).as(report.toText()).isTrue();
                return;
            }
            assertStopped(report);
            assertConverges(world, "orphan-1");
        }
        throw new AssertionError("a run of " + MOST_CALLS + " calls, which the test does not expect");
    }

    private void assertStopped(CleanupReport report) {
        assertThat(Thread.interrupted()).as("the interruption is left set").isTrue();
        assertThat(report.tasks())
                .as("interrupted at call %s: %s", interruptedAt, report.toText())
                .extracting(TaskReport::outcome)
                .allMatch(end -> end instanceof TaskOutcome.Stopped || end instanceof TaskOutcome.Completed);
        assertThat(report.tasks().stream().flatMap(task -> task.samples().stream()))
                .as("interrupted at call %s: %s", interruptedAt, report.toText())
                .noneMatch(item -> item.outcome() instanceof Outcome.Failed);
    }

    private void assertConverges(World world, String gone) {
        calls = MOST_CALLS;

        CleanupReport report = world.run();

        assertThat(report.isSuccess()).as(report.toText()).isTrue();
        assertThat(world.storage.keys())
                .as(report.toText())
                .doesNotContain(gone)
                .contains("used-0.m4a");
    }

    /** Counts a call, and breaks it once the thread is interrupted. */
    private Object pass(Object target, Method method, Object[] arguments) throws Throwable {
        boolean declares = DECLARATIONS.contains(method.getName());
        if (!declares && ++calls == interruptedAt) {
            Thread.currentThread().interrupt();
        }
        if (!declares && Thread.currentThread().isInterrupted()) {
            return broken(arguments);
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException fault) {
            throw fault.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private static Object broken(Object[] arguments) {
        if (arguments != null
                && arguments.length == 2
                && arguments[1] instanceof OutcomeSink<?> sink
                && arguments[0] instanceof Collection<?> batch) {
            batch.forEach(item ->
                    ((OutcomeSink<Object>) sink).outcome(item, Outcome.failed(new ClosedByInterruptException())));
            return null;
        }
        throw new UncheckedIOException(new ClosedByInterruptException());
    }

    private <T> T counted(T target, Class<?>... types) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> target.toString();
            default -> pass(target, method, arguments);
        };
        @SuppressWarnings("unchecked")
        T proxy = (T) Proxy.newProxyInstance(getClass().getClassLoader(), types, handler);
        return proxy;
    }

    /** A host whose every call passes the test. */
    private final class World {
        final InMemoryStorage storage = InMemoryStorage.named("files", sweep.clock);
        final InMemoryRecords records = InMemoryRecords.named("sessions").providing(Fact.STATUS);
        final InMemoryReferences references = InMemoryReferences.named("database");
        final UnaryOperator<OrphanTask> disposal;

        World(UnaryOperator<OrphanTask> disposal) {
            this.disposal = disposal;
            calls = 0;
            for (int i = 0; i < 30; i++) {
                old("used-" + i + ".m4a");
                references.add("used-" + i + ".m4a");
            }
        }

        void old(String... keys) {
            Instant time = sweep.ago(Duration.ofDays(9));
            FileTimes times = FileTimes.modified(time)
                    .with(FileTimes.Kind.STATUS_CHANGED, time)
                    .with(FileTimes.Kind.CREATED, time);
            for (String key : keys) {
                storage.put(key, 10, times);
            }
        }

        CleanupReport run() {
            Object counted = counted((Object) storage, storage.getClass().getInterfaces());
            return Cleanup.of("media", (ListableStorage) counted)
                    .referencedBy(counted((ReferenceSource) references, ReferenceSource.class))
                    .task(records("failed", counted((RecordSource) records, RecordSource.class))
                            .where(status("failed"))
                            .removingFiles()
                            .deletingRecords())
                    .task(disposal.apply(orphans("orphans").olderThan(Sweep.DAY)))
                    .clock(sweep.clock)
                    .build()
                    .run();
        }
    }
}
