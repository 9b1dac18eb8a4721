package dev.cleanup.internal;

import dev.cleanup.lock.RunLock;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Lets one run at a time pass for a storage: in this JVM always, across machines where the host gave a lock. */
final class OneAtATime {

    /** The storages that are being run over in this JVM, by id: hosts may compose anew for each call. */
    private static final Set<String> BUSY = ConcurrentHashMap.newKeySet();

    private static final String BUSY_HERE = "another run over this storage is under way in this JVM";
    private static final String BUSY_ELSEWHERE = "another run over this storage holds the host's lock";

    private OneAtATime() {}

    static CleanupReport run(Composition composition, Call call, Function<Walk, CleanupReport> run) {
        String storage = composition.storage().id();
        if (!BUSY.add(storage)) {
            return skipped(composition, call, BUSY_HERE);
        }
        try {
            return composition
                    .lock()
                    .map(lock -> runLocked(lock, composition, call, run))
                    .orElseGet(() -> run.apply(new Walk(composition, call, Halt.Brake.NONE)));
        } finally {
            BUSY.remove(storage);
        }
    }

    private static CleanupReport runLocked(
            RunLock lock, Composition composition, Call call, Function<Walk, CleanupReport> run) {
        Optional<RunLock.Lease> acquired = lock.tryAcquire(composition.storage().id());
        if (acquired.isEmpty()) {
            return skipped(composition, call, BUSY_ELSEWHERE);
        }
        try (RunLock.Lease lease = acquired.get()) {
            Halt.Brake brake =
                    () -> lease.isHeld() ? Optional.empty() : Optional.of("the host's lock was lost during the run");
            return run.apply(new Walk(composition, call, brake));
        }
    }

    private static CleanupReport skipped(Composition composition, Call call, String why) {
        Walk walk = new Walk(composition, call, Halt.Brake.NONE);
        List<TaskReport> tasks = composition.tasks().stream()
                .filter(call::includes)
                .map(task -> TaskLog.of(task, walk).report(new TaskOutcome.Skipped(why)))
                .toList();
        return new Execution(walk).report(tasks);
    }
}
