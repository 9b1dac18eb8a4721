package dev.cleanup.internal;

import dev.cleanup.policy.Reading;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Explanation;
import dev.cleanup.report.MissingFiles;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.AsideFile;
import dev.cleanup.storage.AsideStorage;
import dev.cleanup.storage.FileKey;
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

    private final Composition composition;

    /** Announces the composition to its neighbours in this JVM. */
    public Engine(Composition composition) {
        this.composition = composition;
        Neighbours.announce(this);
    }

    /** What was composed. */
    public Composition composition() {
        return composition;
    }

    /** Walks up to the guards, and changes nothing anywhere. */
    public CleanupPlan plan(Call call) {
        Walk walk = new Walk(composition, call, Halt.Brake.NONE);
        return guarded("plan()", () -> RunLog.during(walk.id(), () -> plan(walk)));
    }

    private CleanupPlan plan(Walk walk) {
        List<TaskPlan> tasks = new Planning(walk, this::room, draft -> {})
                .drafts().stream().map(Draft::toPlan).toList();
        return new CleanupPlan(
                walk.id(),
                composition.name(),
                composition.storage().id(),
                walk.call().actor(),
                walk.now(),
                Halt.later(walk.now(), composition.planLife()),
                Fingerprint.of(composition),
                Optional.empty(),
                walk.reader().firstCounts(),
                tasks,
                new QuarantineCare(walk).plan(tasks),
                composition.storage().notes());
    }

    /** Later tasks must know what earlier ones take. */
    private Items.Room room(TaskSpec task) {
        List<TaskSpec> tasks = composition.tasks();
        return task.equals(tasks.get(tasks.size() - 1)) ? Items.FOR_A_PLAN : Items.forFirst(Draft.LISTED);
    }

    /** Walks the whole way. */
    public CleanupReport run(Call call) {
        return inOrder(call, Engine::run);
    }

    private static CleanupReport run(Walk walk) {
        QuarantineCare care = new QuarantineCare(walk);
        care.restore();
        return new Execution(walk).execute(new Planning(walk, Items.FOR_SOME).drafts(), care);
    }

    /**
     * Puts files that lie aside back, whoever names them.
     *
     * @param chosen says which
     */
    public QuarantineReport restore(AsideStorage storage, Predicate<AsideFile> chosen, Call call) {
        return guarded(
                RUN,
                () -> OneAtATime.let(
                        composition,
                        call,
                        walk -> {
                            walk.recover();
                            return walk.chronicle().remember(new QuarantineCare(walk).restore(storage, chosen), walk);
                        },
                        why -> new AsideLog(Events.unheard()).report(why)));
    }

    /** What lies aside, last first. */
    public List<AsideFile> aside(AsideStorage storage, Call call) {
        return answered(() -> AsideLook.all(storage, new Walk(composition, call, Halt.Brake.NONE).halt()));
    }

    /** Says why one file stays or goes, and changes nothing. */
    public Explanation why(FileKey key, Call call) {
        return answered(() -> new Inquiry(new Walk(composition, call, Halt.Brake.NONE), key).explain());
    }

    /** Looks for files that are named and not there, and changes nothing. */
    public MissingFiles missing(Call call) {
        return answered(() -> new Inverse(new Walk(composition, call, Halt.Brake.NONE)).find());
    }

    /** Adds up what all stored files hold, and changes nothing. */
    public long storageUsed(Call call) {
        return answered(() -> {
            Walk walk = new Walk(composition, call, Halt.Brake.NONE);
            walk.storage().verify();
            Reading<Long> used = UsedBytes.ofAll(walk, "storage used").measure(0);
            if (used instanceof Reading.Known<Long> known) {
                return known.value();
            }
            throw new StorageUnavailableException(
                    walk.storage().id(), "nobody knows what " + walk.storage().id() + " holds: " + used, null);
        });
    }

    private <T> T answered(Supplier<T> question) {
        try {
            return guarded("a question", question);
        } catch (Halt.HaltedException halted) {
            throw (CancellationException) new CancellationException(halted.why()).initCause(halted);
        }
    }

    /** Walks the second half of the way with a plan: what it holds goes, as far as a fresh plan would take it. */
    public CleanupReport apply(CleanupPlan plan, Call call) {
        return inOrder(call.applying(), walk -> new Application(walk, plan).apply());
    }

    /** Whatever removes something begins with what an earlier run may have left half done. */
    private CleanupReport inOrder(Call call, Function<Walk, CleanupReport> run) {
        return guarded(
                RUN,
                () -> OneAtATime.run(composition, call, walk -> {
                    walk.recover();
                    CleanupReport report = run.apply(walk);
                    walk.reserve(report);
                    return report;
                }));
    }

    private <T> T guarded(String kind, Supplier<T> work) {
        return Reentrance.guarded(kind, composition.storage().id(), work);
    }
}
