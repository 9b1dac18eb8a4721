package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.guard.Guard;
import dev.cleanup.history.RunHistory;
import dev.cleanup.history.SightingLedger;
import dev.cleanup.internal.Memory;
import dev.cleanup.internal.TaskSpec;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.StorageTarget;
import java.util.List;
import java.util.Optional;

/** What a composition is to remember from run to run, and whether that fits its tasks. */
final class MemorySettings {

    private Optional<RunHistory> history = Optional.empty();
    private Optional<SightingLedger> sightings = Optional.empty();
    private Optional<String> measuring = Optional.empty();
    private Optional<String> longRunning = Optional.empty();

    void history(RunHistory memory) {
        Names.requireUnset("history", history);
        history = Optional.of(requireNonNull(memory, "history"));
    }

    void sightings(SightingLedger ledger) {
        Names.requireUnset("sightings", sightings);
        sightings = Optional.of(requireNonNull(ledger, "sightings"));
    }

    void measuringStorage() {
        Names.requireUnset("measuringStorage", measuring);
        measuring = Optional.of("on");
    }

    void inLongRunningProcess() {
        Names.requireUnset("inLongRunningProcess", longRunning);
        longRunning = Optional.of("on");
    }

    Memory checked(String cleanup, StorageTarget storage, List<TaskSpec> tasks) {
        requireUseOfMeasures(cleanup, storage);
        tasks.forEach(task -> {
            requireHistory(cleanup, task);
            requireLedger(cleanup, task);
        });
        requireUseOfLedger(cleanup, tasks);
        Memory.StorageUse use = measuring.isPresent() ? Memory.StorageUse.MEASURED : Memory.StorageUse.AS_IT_COMES;
        return new Memory(history, use, sightings);
    }

    private void requireUseOfMeasures(String cleanup, StorageTarget storage) {
        if (measuring.isPresent() && (history.isEmpty() || !(storage instanceof ListableStorage))) {
            throw new IllegalStateException("measuringStorage() of cleanup (" + cleanup
                    + ") needs a history(..) that remembers what is measured, and a storage that can list its files, which "
                    + storage.id() + (storage instanceof ListableStorage ? " can" : " cannot"));
        }
    }

    private void requireHistory(String cleanup, TaskSpec task) {
        Optional<String> guard = task.guards().stream()
                .filter(Guard::needsHistory)
                .map(Guard::name)
                .findFirst();
        if (guard.isPresent() && task instanceof TaskSpec.Records) {
            throw new IllegalStateException("task (" + task.name() + ") has the guard " + guard.get()
                    + ", which looks at references: only an orphan sweep reads them before it is guarded");
        }
        if (guard.isPresent() && history.isEmpty()) {
            throw new IllegalStateException("task (" + task.name() + ") has the guard " + guard.get()
                    + ", and cleanup (" + cleanup + ") has no history for it to look at: compose one with history(..)");
        }
    }

    private void requireLedger(String cleanup, TaskSpec task) {
        if (!waits(task)) {
            return;
        }
        if (sightings.isEmpty()) {
            throw new IllegalStateException("task (" + task.name() + ") waits for a second sighting, and cleanup ("
                    + cleanup + ") remembers none: compose a ledger with sightings(..)");
        }
        if (!sightings.get().outlivesProcess() && longRunning.isEmpty()) {
            throw new IllegalStateException("task (" + task.name() + ") waits for a second sighting, and "
                    + sightings.get() + " forgets when this process ends: a process that is started for each run would"
                    + " never remove anything. Give a ledger that lasts, such as JdbcSightings, or say"
                    + " inLongRunningProcess() where one process runs this cleanup again and again");
        }
    }

    private void requireUseOfLedger(String cleanup, List<TaskSpec> tasks) {
        if (sightings.isPresent() && tasks.stream().noneMatch(MemorySettings::waits)) {
            throw new IllegalStateException("cleanup (" + cleanup
                    + ") remembers sightings, and no task waits for a second one: say so with"
                    + " orphans(..).orphanedFor(..), or leave sightings(..) out");
        }
    }

    private static boolean waits(TaskSpec task) {
        return task instanceof TaskSpec.Orphans orphans && orphans.orphanedFor().isPresent();
    }
}
