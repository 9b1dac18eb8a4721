package dev.cleanup.internal.run;

import dev.cleanup.fact.FactValue;
import dev.cleanup.internal.config.CleanupConfig;
import dev.cleanup.internal.config.ConfigDigest;
import dev.cleanup.internal.config.RunOptions;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.EventPublisher;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.RunLogger;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.plan.PlannedItems;
import dev.cleanup.internal.plan.Planner;
import dev.cleanup.internal.plan.TaskDraft;
import dev.cleanup.internal.quarantine.QuarantineMaintenance;
import dev.cleanup.internal.quarantine.QuarantineScan;
import dev.cleanup.internal.query.ExplainQuery;
import dev.cleanup.internal.query.MissingFilesQuery;
import dev.cleanup.internal.report.QuarantineReportBuilder;
import dev.cleanup.internal.storage.StorageUsageMeter;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Explanation;
import dev.cleanup.report.MissingFiles;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StorageUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The door of the engine: plans, runs and applies what a host composed. Thread-safe; each call walks on its own. */
public final class Engine {

    private static final String RUN = "run(), apply() or restore()";

    private final CleanupConfig composition;

    /** Announces the composition to its neighbours in this JVM. */
    public Engine(CleanupConfig composition) {
        this.composition = composition;
        OverlapRegistry.announce(this);
    }

    /** What was composed. */
    public CleanupConfig composition() {
        return composition;
    }

    /** Walks up to the guards, and changes nothing anywhere. */
    public CleanupPlan plan(RunOptions call) {
        RunContext walk = new RunContext(composition, call, StopCondition.Brake.NONE);
        return guarded("plan()", () -> RunLogger.during(walk.id(), () -> plan(walk)));
    }

    private CleanupPlan plan(RunContext walk) {
        List<TaskPlan> tasks = new Planner(walk, this::room, draft -> {})
                .drafts().stream().map(TaskDraft::toPlan).toList();
        return new CleanupPlan(
                walk.id(),
                composition.name(),
                composition.storage().id(),
                walk.call().actor(),
                walk.now(),
                StopCondition.later(walk.now(), composition.planLife()),
                ConfigDigest.of(composition),
                Optional.empty(),
                walk.reader().firstCounts(),
                tasks,
                new QuarantineMaintenance(walk).plan(tasks),
                composition.storage().limitations());
    }

    /** Later tasks must know what earlier ones take. */
    private PlannedItems.Room room(TaskDefinition task) {
        List<TaskDefinition> tasks = composition.tasks();
        return task.equals(tasks.get(tasks.size() - 1))
                ? PlannedItems.FOR_A_PLAN
                : PlannedItems.forFirst(CleanupConfig.LISTED);
    }

    /** Walks the whole way. */
    public CleanupReport run(RunOptions call) {
        return inOrder(call, Engine::run);
    }

    private static CleanupReport run(RunContext walk) {
        QuarantineMaintenance care = new QuarantineMaintenance(walk);
        care.restore();
        return new TaskRunner(walk).execute(new Planner(walk, PlannedItems.FOR_SOME).drafts(), care);
    }

    /**
     * Puts files that lie aside back, whoever names them.
     *
     * @param chosen says which
     */
    public QuarantineReport restore(QuarantineStorage storage, Predicate<QuarantinedFile> chosen, RunOptions call) {
        return guarded(
                RUN,
                () -> RunGate.let(
                        composition,
                        call,
                        walk -> {
                            walk.recover();
                            return new HistoryRecorder(walk)
                                    .remember(new QuarantineMaintenance(walk).restore(storage, chosen));
                        },
                        why -> new QuarantineReportBuilder(EventPublisher.unheard()).report(why)));
    }

    /** What lies aside, last first. */
    public List<QuarantinedFile> aside(QuarantineStorage storage, RunOptions call) {
        return answered(
                () -> QuarantineScan.all(storage, new RunContext(composition, call, StopCondition.Brake.NONE).halt()));
    }

    /** Says why one file stays or goes, and changes nothing. */
    public Explanation why(FileKey key, RunOptions call) {
        return answered(
                () -> new ExplainQuery(new RunContext(composition, call, StopCondition.Brake.NONE), key).explain());
    }

    /** Looks for files that are named and not there, and changes nothing. */
    public MissingFiles missing(RunOptions call) {
        return answered(
                () -> new MissingFilesQuery(new RunContext(composition, call, StopCondition.Brake.NONE)).find());
    }

    /** Adds up what all stored files hold, and changes nothing. */
    public long storageUsed(RunOptions call) {
        return answered(() -> {
            RunContext walk = new RunContext(composition, call, StopCondition.Brake.NONE);
            walk.storage().verify();
            FactValue<Long> used = StorageUsageMeter.ofAll(walk, "storage used").measure(0);
            if (used instanceof FactValue.Known<Long> known) {
                return known.value();
            }
            throw new StorageUnavailableException(
                    walk.storage().id(), "nobody knows what " + walk.storage().id() + " holds: " + used, null);
        });
    }

    private <T> T answered(Supplier<T> question) {
        try {
            return guarded("a question", question);
        } catch (StopCondition.HaltedException halted) {
            throw (CancellationException) new CancellationException(halted.why()).initCause(halted);
        }
    }

    /** Walks the second half of the way with a plan: what it holds goes, as far as a fresh plan would take it. */
    public CleanupReport apply(CleanupPlan plan, RunOptions call) {
        return inOrder(call.applying(), walk -> new PlanApplier(walk, plan).apply());
    }

    /** Whatever removes something begins with what an earlier run may have left half done. */
    private CleanupReport inOrder(RunOptions call, Function<RunContext, CleanupReport> run) {
        return guarded(
                RUN,
                () -> RunGate.run(composition, call, walk -> {
                    walk.recover();
                    CleanupReport report = run.apply(walk);
                    walk.reserve(report);
                    return report;
                }));
    }

    private <T> T guarded(String kind, Supplier<T> work) {
        return ReentranceCheck.guarded(kind, composition.storage().id(), work);
    }
}
