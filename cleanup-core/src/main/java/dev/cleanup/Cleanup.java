package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.RunHistory;
import dev.cleanup.history.Statistics;
import dev.cleanup.internal.config.RunOptions;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.run.Engine;
import dev.cleanup.outcome.CleanupException;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Explanation;
import dev.cleanup.report.MissingFiles;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.support.Checks;
import dev.cleanup.support.LogSafeThrowable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds stored files and records that nobody needs any more, proves it, and removes them. The entry point.
 *
 * <p>A cleanup is the composed whole over one storage: its tasks, its sources of references, its clock. {@link #plan}
 * says what would happen and changes nothing; {@link #run} does it. Whatever the world does meanwhile, failing databases
 * and vanishing disks included, becomes an outcome in the report, never an exception.
 *
 * <pre>{@code
 * Cleanup cleanup = Cleanup.of("media", LocalDirectory.at(Path.of("uploads")).excluding(".gitkeep"))
 *         .referencedBy(JdbcReferences.of(dataSource).column("media", "filename"))
 *         .task(orphans("orphaned-files").olderThan(Duration.ofHours(24)))
 *         .build();
 * System.out.println(cleanup.plan().toText());
 * CleanupReport report = cleanup.run();
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. It starts no thread and holds nothing open between calls.
 */
public final class Cleanup {

    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);

    /** Statistics look so many runs back. */
    private static final int REMEMBERED = 10_000;

    private final Engine engine;
    private final RunOptions call;

    private Cleanup(Engine engine, RunOptions call) {
        this.engine = engine;
        this.call = call;
    }

    Cleanup(Engine engine) {
        this(engine, RunOptions.EVERYTHING);
    }

    /**
     * Begins a composition.
     *
     * @param name the cleanup's name, for reports, logs and locks; one name means one composition
     * @param storage the place with the stored files
     * @return a builder
     * @throws IllegalArgumentException if the name is blank
     */
    public static CleanupBuilder of(String name, StorageTarget storage) {
        return new CleanupBuilder(Checks.require("cleanup name", name), requireNonNull(storage, "storage"));
    }

    /**
     * The cleanup's name.
     *
     * @return the name
     */
    public String name() {
        return engine.composition().name();
    }

    /**
     * This cleanup, restricted to some of its tasks.
     *
     * @param tasks the names of the tasks
     * @return a copy that plans and runs only these, in their declared order
     * @throws IllegalArgumentException if no task is named, or one that does not exist
     * @throws IllegalStateException if it is restricted already
     */
    public Cleanup only(String... tasks) {
        Checks.requireUnset("only", call.only());
        Set<String> names = new LinkedHashSet<>(List.of(tasks));
        List<String> known =
                engine.composition().tasks().stream().map(TaskDefinition::name).toList();
        if (names.isEmpty() || !known.containsAll(names)) {
            throw new IllegalArgumentException(
                    "only (" + names + ") must name tasks of cleanup " + name() + ", which has " + known);
        }
        return new Cleanup(engine, new RunOptions(Optional.of(names), call.actor(), call.until(), call.stops()));
    }

    /**
     * This cleanup, with the one who asks for it: the name stands in plan and report.
     *
     * @param actor who asks
     * @return a copy that says so
     * @throws IllegalArgumentException if the name is blank
     * @throws IllegalStateException if somebody was named already
     */
    public Cleanup requestedBy(String actor) {
        Checks.requireUnset("requestedBy", call.actor());
        return new Cleanup(
                engine,
                new RunOptions(call.only(), Optional.of(Checks.require("actor", actor)), call.until(), call.stops()));
    }

    /**
     * This cleanup, with a deadline. Once it is reached, no further batch is begun, and what is left over is reported.
     *
     * @param deadline the instant by the composed clock
     * @return a copy that ends then
     * @throws IllegalStateException if it has a deadline already
     */
    public Cleanup deadline(Instant deadline) {
        Checks.requireUnset("deadline", call.until());
        return new Cleanup(
                engine,
                new RunOptions(
                        call.only(), call.actor(), Optional.of(requireNonNull(deadline, "deadline")), call.stops()));
    }

    /**
     * This cleanup, with a signal to stop. Once it is given, no further batch is begun, and what is left over is reported.
     *
     * <p>An interruption of the thread does the same; a signal spares databases and channels that an interruption would
     * break. Several signals accumulate: each of them stops it.
     *
     * @param signal says whether to stop; asked often, by the thread that runs
     * @return a copy that heeds it
     */
    public Cleanup stopWhen(BooleanSupplier signal) {
        List<BooleanSupplier> signals = new ArrayList<>(call.stops());
        signals.add(requireNonNull(signal, "signal"));
        return new Cleanup(engine, new RunOptions(call.only(), call.actor(), call.until(), signals));
    }

    /**
     * Says what a run would do now, with its evidence. Changes nothing, anywhere.
     *
     * @return the plan; what could not be found out stands in it
     * @throws IllegalStateException if a listener, a source or a policy calls it from within a plan of this storage
     */
    public CleanupPlan plan() {
        return engine.plan(call);
    }

    /**
     * Removes what is to go, and says what became of each item.
     *
     * <p>Over one storage, one run at a time passes: where another is under way, the tasks are skipped.
     *
     * @return the report; what went wrong stands in it
     * @throws IllegalStateException if a listener, a source or a policy calls it from within a run over this storage
     */
    public CleanupReport run() {
        return engine.run(call);
    }

    /**
     * Removes what a plan holds, as far as a fresh plan would remove it now, and says of the rest why not.
     *
     * <p>A refused task of the plan removes nothing, unless the plan was {@linkplain CleanupPlan#approvedBy approved}. A
     * plan that has expired, or that another composition made, is refused.
     *
     * @param plan the plan, made by this composition, in this process or another
     * @return the report; what went wrong stands in it
     * @throws IllegalStateException if a listener, a source or a policy calls it from within a run over this storage
     */
    public CleanupReport apply(CleanupPlan plan) {
        return engine.apply(requireNonNull(plan, "plan"), call);
    }

    /**
     * The files that tasks have set aside.
     *
     * @return the quarantine, of all tasks
     * @throws IllegalStateException if the storage cannot set files aside
     */
    public Quarantine quarantine() {
        if (engine.composition().storage() instanceof QuarantineStorage storage) {
            return new Quarantine(engine, storage, call, any -> true);
        }
        throw new IllegalStateException("cleanup (" + name() + ") has no quarantine: "
                + engine.composition().storage().id()
                + " cannot set files aside. Give a storage that implements QuarantineStorage");
    }

    /**
     * Says why a file stays or goes: who names it, and what each task decides of it. Changes nothing.
     *
     * @param key the file's name
     * @return the explanation
     * @throws IllegalArgumentException if the name is no {@link FileKey}
     * @throws CleanupException if references, storage or records cannot be read: half an explanation would mislead
     * @throws java.util.concurrent.CancellationException if the thread is interrupted or the deadline reached
     */
    public Explanation explain(String key) {
        return engine.why(FileKey.of(key), call);
    }

    /**
     * Looks for files that references name and that are not there, as a report. Changes nothing.
     *
     * @return what is missing, confirmed by look-up
     * @throws CleanupException if references or storage cannot be read
     * @throws java.util.concurrent.CancellationException if the thread is interrupted or the deadline reached
     */
    public MissingFiles missingFiles() {
        return engine.missing(call);
    }

    /**
     * Measures what the stored files hold now, which lists the storage and looks up every file. Changes nothing.
     *
     * @return their logical bytes
     * @throws IllegalStateException if the storage cannot list its files
     * @throws CleanupException if not every file can be looked up
     * @throws java.util.concurrent.CancellationException if the thread is interrupted or the deadline reached
     */
    public ByteSize storageUsage() {
        StorageTarget storage = engine.composition().storage();
        if (!(storage instanceof ListableStorage)) {
            throw new IllegalStateException("cleanup (" + name() + ") cannot measure " + storage.id()
                    + ", which cannot list its files: give a storage that implements ListableStorage");
        }
        return new ByteSize(engine.storageUsed(call));
    }

    /**
     * Says what the runs of this cleanup came to, by its history. Changes nothing.
     *
     * @return the statistics of its newest 10,000 runs that are remembered
     * @throws IllegalStateException if no history was composed
     * @throws CleanupException if the history cannot be read
     */
    public Statistics statistics() {
        RunHistory history = engine.composition()
                .memory()
                .history()
                .orElseThrow(() -> new IllegalStateException("cleanup (" + name()
                        + ") has no history, so nobody knows what its runs did: compose one with history(..)"));
        return Statistics.of(history.entries(HistoryQuery.newest(REMEMBERED)
                .ofCleanup(name())
                .over(engine.composition().storage().id())));
    }

    /**
     * This cleanup's run as a task for a scheduler: it never throws, so that it is never silently unscheduled.
     *
     * @return the run; its report goes to the listeners and its faults to the log
     */
    public Runnable asRunnable() {
        return () -> {
            try {
                CleanupReport report = run();
                LOG.debug("{}", report.toText());
            } catch (RuntimeException | Error fault) {
                LOG.error("Cleanup {} broke off", name(), LogSafeThrowable.of(fault));
            }
        };
    }

    @Override
    public String toString() {
        return name() + " over " + engine.composition().storage().id();
    }
}
