package dev.cleanup.internal;

import static java.util.Objects.requireNonNull;

import dev.cleanup.lock.RunLock;
import dev.cleanup.outcome.Failure;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one run at a time pass for a storage: in this JVM always, across machines where the host gave a lock. */
final class OneAtATime {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    /** The storages that are being run over in this JVM, by id: hosts may compose anew for each call. */
    private static final Set<String> BUSY = ConcurrentHashMap.newKeySet();

    private static final String BUSY_HERE = "another run over this storage is under way in this JVM";
    private static final String BUSY_ELSEWHERE = "another run over this storage holds the host's lock";

    private OneAtATime() {}

    /** A run, or why it was not begun. */
    static CleanupReport run(Composition composition, Call call, Function<Walk, CleanupReport> run) {
        return let(composition, call, run, why -> untouched(composition, call, why));
    }

    /**
     * Lets work pass that must not meet a run.
     *
     * @param refused what comes of it where it was not begun
     */
    static <T> T let(Composition composition, Call call, Function<Walk, T> work, Function<TaskOutcome, T> refused) {
        String storage = composition.storage().id();
        if (!BUSY.add(storage)) {
            return refused.apply(new TaskOutcome.Skipped(BUSY_HERE));
        }
        try {
            return composition
                    .lock()
                    .map(lock -> letLocked(lock, composition, call, work, refused))
                    .orElseGet(() -> named(new Walk(composition, call, Halt.Brake.NONE), work));
        } finally {
            BUSY.remove(storage);
        }
    }

    private static <T> T letLocked(
            RunLock lock,
            Composition composition,
            Call call,
            Function<Walk, T> work,
            Function<TaskOutcome, T> refused) {
        Optional<RunLock.Lease> acquired;
        try {
            acquired = requireNonNull(lock.tryAcquire(composition.storage().id()), "lease");
        } catch (RuntimeException fault) {
            return refused.apply(new TaskOutcome.Failed(Failure.of(fault)));
        }
        return acquired.map(lease -> letHolding(lease, composition, call, work))
                .orElseGet(() -> refused.apply(new TaskOutcome.Skipped(BUSY_ELSEWHERE)));
    }

    private static <T> T letHolding(RunLock.Lease lease, Composition composition, Call call, Function<Walk, T> work) {
        try {
            return named(new Walk(composition, call, () -> lostBy(lease)), work);
        } finally {
            giveBack(lease);
        }
    }

    /** A lease that cannot be asked is lost: nobody can say who holds it. */
    private static Optional<String> lostBy(RunLock.Lease lease) {
        try {
            return lease.isHeld() ? Optional.empty() : Optional.of("the host's lock was lost during the run");
        } catch (RuntimeException fault) {
            return Optional.of("the host's lock could not be asked: " + Failure.of(fault));
        }
    }

    /** What was removed is removed: a lock that cannot be given back must not cost the report. */
    private static void giveBack(RunLock.Lease lease) {
        try {
            lease.close();
        } catch (RuntimeException fault) {
            LOG.warn(
                    "The host's lock could not be given back; the next run waits until it expires",
                    LoggedFault.of(fault));
        }
    }

    private static CleanupReport untouched(Composition composition, Call call, TaskOutcome why) {
        return named(new Walk(composition, call, Halt.Brake.NONE), walk -> {
            List<TaskReport> tasks = composition.tasks().stream()
                    .filter(call::includes)
                    .map(task -> TaskLog.of(task, walk).report(why))
                    .toList();
            return new Execution(walk).report(tasks, QuarantineReport.NOTHING);
        });
    }

    /** Has all that is logged meanwhile carry the run's id. */
    private static <T> T named(Walk walk, Function<Walk, T> work) {
        return RunLog.during(walk.id(), () -> work.apply(walk));
    }
}
