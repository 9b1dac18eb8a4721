package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.guard.Guard;
import dev.cleanup.history.RunHistory;
import dev.cleanup.history.SightingStore;
import dev.cleanup.internal.config.Memory;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.support.Checks;
import java.util.List;
import java.util.Optional;

/** What a composition is to remember from run to run, and whether that fits its tasks. */
final class HistorySettings {

    private Optional<RunHistory> history = Optional.empty();
    private Optional<SightingStore> sightings = Optional.empty();
    private Optional<String> measuring = Optional.empty();
    private Optional<String> longRunning = Optional.empty();

    void history(RunHistory memory) {
        Checks.requireUnset("history", history);
        history = Optional.of(requireNonNull(memory, "history"));
    }

    void sightings(SightingStore ledger) {
        Checks.requireUnset("sightings", sightings);
        sightings = Optional.of(requireNonNull(ledger, "sightings"));
    }

    void measuringStorage() {
        Checks.requireUnset("recordStorageUsage", measuring);
        measuring = Optional.of("on");
    }

    void inLongRunningProcess() {
        Checks.requireUnset("allowInMemorySightings", longRunning);
        longRunning = Optional.of("on");
    }

    Memory checked(String cleanup, StorageTarget storage, List<TaskDefinition> tasks) {
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
            throw new IllegalStateException("recordStorageUsage() of cleanup (" + cleanup
                    + ") needs a history(..) that remembers what is measured, and a storage that can list its files, which "
                    + storage.id() + (storage instanceof ListableStorage ? " can" : " cannot"));
        }
    }

    private void requireHistory(String cleanup, TaskDefinition task) {
        Optional<String> guard = task.guards().stream()
                .filter(Guard::needsHistory)
                .map(Guard::name)
                .findFirst();
        if (guard.isPresent() && task instanceof TaskDefinition.Records) {
            throw new IllegalStateException("task (" + task.name() + ") has the guard " + guard.get()
                    + ", which looks at references: only an orphan sweep reads them before it is guarded");
        }
        if (guard.isPresent() && history.isEmpty()) {
            throw new IllegalStateException("task (" + task.name() + ") has the guard " + guard.get()
                    + ", and cleanup (" + cleanup + ") has no history for it to look at: compose one with history(..)");
        }
    }

    private void requireLedger(String cleanup, TaskDefinition task) {
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
                    + " allowInMemorySightings() where one process runs this cleanup again and again");
        }
    }

    private void requireUseOfLedger(String cleanup, List<TaskDefinition> tasks) {
        if (sightings.isPresent() && tasks.stream().noneMatch(HistorySettings::waits)) {
            throw new IllegalStateException("cleanup (" + cleanup
                    + ") remembers sightings, and no task waits for a second one: say so with"
                    + " orphans(..).confirmedOrphanFor(..), or leave sightings(..) out");
        }
    }

    private static boolean waits(TaskDefinition task) {
        return task instanceof TaskDefinition.Orphans orphans
                && orphans.confirmedOrphanFor().isPresent();
    }
}
