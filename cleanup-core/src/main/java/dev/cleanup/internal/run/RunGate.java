package dev.cleanup.internal.run;

import static java.util.Objects.requireNonNull;

import dev.cleanup.internal.config.CleanupConfig;
import dev.cleanup.internal.config.RunOptions;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.RunLogger;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.report.TaskReportBuilder;
import dev.cleanup.lock.RunLock;
import dev.cleanup.outcome.Failure;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import dev.cleanup.support.LogSafeThrowable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one run at a time pass for a storage: in this JVM always, across machines where the host gave a lock. */
final class RunGate {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    /** The storages that are being run over in this JVM, by id: hosts may compose anew for each call. */
    private static final Set<String> BUSY = ConcurrentHashMap.newKeySet();

    private static final String BUSY_HERE = "another run over this storage is under way in this JVM";
    private static final String BUSY_ELSEWHERE = "another run over this storage holds the host's lock";

    private RunGate() {}

    /** A run, or why it was not begun. */
    static CleanupReport run(CleanupConfig composition, RunOptions call, Function<RunContext, CleanupReport> run) {
        return let(composition, call, run, why -> untouched(composition, call, why));
    }

    /**
     * Lets work pass that must not meet a run.
     *
     * @param refused what comes of it where it was not begun
     */
    static <T> T let(
            CleanupConfig composition,
            RunOptions call,
            Function<RunContext, T> work,
            Function<TaskOutcome, T> refused) {
        String storage = composition.storage().id();
        if (!BUSY.add(storage)) {
            return refused.apply(new TaskOutcome.Skipped(BUSY_HERE));
        }
        try {
            return composition
                    .lock()
                    .map(lock -> letLocked(lock, composition, call, work, refused))
                    .orElseGet(() -> named(new RunContext(composition, call, StopCondition.Brake.NONE), work));
        } finally {
            BUSY.remove(storage);
        }
    }

    private static <T> T letLocked(
            RunLock lock,
            CleanupConfig composition,
            RunOptions call,
            Function<RunContext, T> work,
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

    private static <T> T letHolding(
            RunLock.Lease lease, CleanupConfig composition, RunOptions call, Function<RunContext, T> work) {
        try {
            return named(new RunContext(composition, call, () -> lostBy(lease)), work);
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
                    LogSafeThrowable.of(fault));
        }
    }

    private static CleanupReport untouched(CleanupConfig composition, RunOptions call, TaskOutcome why) {
        return named(new RunContext(composition, call, StopCondition.Brake.NONE), walk -> {
            List<TaskReport> tasks = composition.tasks().stream()
                    .filter(call::includes)
                    .map(task -> TaskReportBuilder.of(task, walk).report(why))
                    .toList();
            return new TaskRunner(walk).report(tasks, QuarantineReport.NOTHING);
        });
    }

    /** Has all that is logged meanwhile carry the run's id. */
    private static <T> T named(RunContext walk, Function<RunContext, T> work) {
        return RunLogger.during(walk.id(), () -> work.apply(walk));
    }
}
