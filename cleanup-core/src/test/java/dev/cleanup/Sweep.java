package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;

import dev.cleanup.guard.Guard;
import dev.cleanup.internal.config.CleanupConfig;
import dev.cleanup.internal.config.Memory;
import dev.cleanup.internal.config.RunLimits;
import dev.cleanup.internal.config.RunOptions;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.run.Engine;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A small host in memory: a clock, a storage with old and young files, a database that names some of them. */
final class Sweep {

    static final String TASK = "orphaned-files";
    static final Duration DAY = Duration.ofHours(24);

    final ManualClock clock = ManualClock.at("2026-03-01T12:00:00Z");
    final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);
    final InMemoryReferences database = InMemoryReferences.named("database");
    OrphanTask task = orphans(TASK).olderThan(DAY);

    /** How the library sees the storage. */
    Function<InMemoryStorage, ListableStorage> sight = stored -> stored;

    Instant ago(Duration age) {
        return clock.instant().minus(age);
    }

    Sweep old(String... keys) {
        for (String key : keys) {
            Instant time = ago(Duration.ofDays(9));
            FileTimes times = FileTimes.modified(time)
                    .with(FileTimes.Kind.STATUS_CHANGED, time)
                    .with(FileTimes.Kind.CREATED, time);
            storage.put(key, 10, times);
        }
        return this;
    }

    Sweep young(String... keys) {
        for (String key : keys) {
            storage.put(key, 10);
        }
        return this;
    }

    Sweep named(String... keys) {
        List.of(keys).forEach(database::add);
        return this;
    }

    /** So many old files that are named, so that a few orphans are a small share. */
    Sweep healthy(int count) {
        IntStream.range(0, count).mapToObj(i -> "used-" + i + ".m4a").forEach(key -> old(key).named(key));
        return this;
    }

    CleanupBuilder builder() {
        return Cleanup.of("media", sight.apply(storage))
                .referencedBy(database)
                .task(task)
                .clock(clock);
    }

    Cleanup cleanup() {
        return builder().build();
    }

    CleanupReport run() {
        return cleanup().run();
    }

    /** Runs the task less one of its guards. */
    CleanupReport runWithout(String guard) {
        TaskDefinition.Orphans whole = task.toSpec();
        List<Guard> guards =
                whole.guards().stream().filter(one -> !one.name().equals(guard)).toList();
        TaskDefinition less = new TaskDefinition.Orphans(
                TASK, whole.policy(), whole.selection(), guards, whole.disposal(), whole.confirmedOrphanFor());
        return new Engine(new CleanupConfig(
                        "media",
                        sight.apply(storage),
                        List.of(database),
                        List.of(less),
                        clock,
                        List.of(),
                        new RunLimits(Optional.empty(), Optional.empty(), Optional.empty()),
                        DAY,
                        Optional.empty(),
                        Optional.empty(),
                        Memory.NONE))
                .run(RunOptions.EVERYTHING);
    }

    static Refusal refusal(TaskOutcome outcome) {
        return ((TaskOutcome.Refused) outcome).refusals().get(0);
    }

    static List<String> with(Class<? extends Outcome> outcome, CleanupReport report) {
        return report.task(TASK).samples().stream()
                .filter(item -> outcome.isInstance(item.outcome()))
                .map(ItemReport::subject)
                .map(Object::toString)
                .sorted()
                .toList();
    }
}
