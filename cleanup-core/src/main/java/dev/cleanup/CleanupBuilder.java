package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FileFacts;
import dev.cleanup.history.RunHistory;
import dev.cleanup.history.SightingStore;
import dev.cleanup.internal.config.CleanupConfig;
import dev.cleanup.internal.config.FileDisposition;
import dev.cleanup.internal.config.RunLimits;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.run.Engine;
import dev.cleanup.lock.RunLock;
import dev.cleanup.policy.CleanupPolicy;
import dev.cleanup.record.RecordSource;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.storage.Archive;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.MeasuredStorage;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.ReadableStorage;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.support.Checks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;

/**
 * Composes a {@link Cleanup}.
 *
 * <p>Not thread-safe. Adders accumulate, settings conflict when used twice; {@link #build} leaves the builder as it is.
 */
public final class CleanupBuilder {

    private static final Duration PLAN_LIFE = Duration.ofHours(24);

    private final String name;
    private final StorageTarget storage;
    private final List<ReferenceSource> references = new ArrayList<>();
    private final List<CleanupTask> tasks = new ArrayList<>();
    private final List<CleanupListener> listeners = new ArrayList<>();
    private Optional<InstantSource> clock = Optional.empty();
    private Optional<Long> files = Optional.empty();
    private Optional<ByteSize> bytes = Optional.empty();
    private Optional<Duration> time = Optional.empty();
    private Optional<Duration> planLife = Optional.empty();
    private Optional<RunLock> lock = Optional.empty();
    private Optional<Duration> life = Optional.empty();
    private Optional<Executor> overlap = Optional.empty();
    private final HistorySettings memory = new HistorySettings();

    CleanupBuilder(String name, StorageTarget storage) {
        this.name = name;
        this.storage = storage;
    }

    /**
     * Adds a source of references: what it names stays.
     *
     * @param source the source; its name is unique within the cleanup
     * @return this builder
     * @throws IllegalStateException if a source of that name was added before
     */
    public CleanupBuilder referencedBy(ReferenceSource source) {
        requireNonNull(source, "source");
        requireNew(
                "reference source",
                source.name(),
                references.stream().map(ReferenceSource::name).toList());
        references.add(source);
        return this;
    }

    /**
     * Adds a task. Tasks are planned and run in the order in which they are added.
     *
     * @param task the task; its name is unique within the cleanup
     * @return this builder
     * @throws IllegalStateException if a task of that name was added before
     */
    public CleanupBuilder task(CleanupTask task) {
        requireNonNull(task, "task");
        requireNew("task", task.name(), tasks.stream().map(CleanupTask::name).toList());
        tasks.add(task);
        return this;
    }

    private void requireNew(String what, String added, List<String> names) {
        if (names.contains(added)) {
            throw new IllegalStateException(what + " (" + added + ") was already added to cleanup " + name
                    + ": reports could not tell the two apart, so give each a name of its own");
        }
    }

    /**
     * Adds a listener that follows each run.
     *
     * @param listener the listener
     * @return this builder
     */
    public CleanupBuilder listener(CleanupListener listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets where the time comes from. Default: the system's clock.
     *
     * @param source the clock, read once for the instant of each run, and often for deadlines and progress
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder clock(InstantSource source) {
        requireNonNull(source, "clock");
        Checks.requireUnset("clock", clock);
        clock = Optional.of(source);
        return this;
    }

    /**
     * Limits how many files one run removes; what is left over comes next time. Default: no limit.
     *
     * @param most how many, of all tasks together
     * @return this builder
     * @throws IllegalArgumentException if the number is not positive
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder maxFiles(long most) {
        Checks.requireUnset("maxFiles", files);
        files = Optional.of(Checks.requirePositive("maxFiles", most));
        return this;
    }

    /**
     * Limits how many bytes one run removes; what is left over comes next time. Default: no limit.
     *
     * @param most how many, of all tasks together
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder maxBytes(ByteSize most) {
        Checks.requireUnset("maxBytes", bytes);
        bytes = Optional.of(requireNonNull(most, "most"));
        return this;
    }

    /**
     * Limits how long one run takes; what is left over comes next time. Default: no limit.
     *
     * @param most how long, by the composed clock; a batch that was begun is finished
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder maxDuration(Duration most) {
        Checks.requireUnset("maxDuration", time);
        time = Optional.of(Checks.requirePositive("maxDuration", most));
        return this;
    }

    /**
     * Sets how long a plan can be applied after it was made. Default: 24 hours.
     *
     * @param life how long
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder planTtl(Duration life) {
        Checks.requireUnset("planTtl", planLife);
        planLife = Optional.of(Checks.requirePositive("planTtl", life));
        return this;
    }

    /**
     * Sets a lock that lets one run at a time pass across machines. Default: none; within one JVM there is one anyway.
     *
     * @param runLock the lock
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder lock(RunLock runLock) {
        Checks.requireUnset("lock", lock);
        lock = Optional.of(requireNonNull(runLock, "lock"));
        return this;
    }

    /**
     * Sets files aside instead of deleting them, in all tasks that do not say otherwise: they can be put back for so long,
     * and are purged by a later run. Quotas delete for good unless they say so themselves, since they are to make room.
     * Default: files are deleted for good.
     *
     * @param time how long
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder quarantineFor(Duration time) {
        Checks.requireUnset("quarantineFor", life);
        life = Optional.of(Checks.requirePositive("quarantineFor", time));
        return this;
    }

    /**
     * Lists the storage on another thread while the references are read on the caller's, and looks files up and removes them
     * on both. Default: one after the other.
     *
     * <p>About half as long where both take their time, for up to a hundred megabytes of memory in which names wait. An
     * executor that is busy or refuses costs nothing: the caller then does both. Of two halves of a batch each is a batch of
     * its own to the storage.
     *
     * @param executor lends a thread for a listing, a look-up or a removal, each of which is over when the call of this
     *     cleanup is
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder helperExecutor(Executor executor) {
        Checks.requireUnset("overlapping", overlap);
        overlap = Optional.of(requireNonNull(executor, "executor"));
        return this;
    }

    /**
     * Sets where each run is remembered once it has ended. Default: nowhere.
     *
     * <p>Plans are not remembered: they change nothing. A history that fails breaks no run; the report notes it.
     *
     * @param history the history; other cleanups may share it
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder history(RunHistory history) {
        memory.history(history);
        return this;
    }

    /**
     * Has each run measure what the storage holds when it ends, for the history. Default: only where a task needs it anyway.
     *
     * <p>This lists the storage and looks up every file once more.
     *
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder recordStorageUsage() {
        memory.measuringStorage();
        return this;
    }

    /**
     * Sets where orphans are remembered, for tasks that wait for a second sighting: {@link OrphanTask#confirmedOrphanFor}.
     *
     * @param ledger the ledger; one that forgets when the process ends needs {@link #allowInMemorySightings}
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public CleanupBuilder sightings(SightingStore ledger) {
        memory.sightings(ledger);
        return this;
    }

    /**
     * Says that one process runs this cleanup again and again, so that what it remembers in memory can serve.
     *
     * @return this builder
     * @throws IllegalStateException if it was said before
     */
    public CleanupBuilder allowInMemorySightings() {
        memory.inLongRunningProcess();
        return this;
    }

    /**
     * Checks the composition and completes it.
     *
     * @return the cleanup
     * @throws IllegalStateException if something is missing or does not fit; the message names both sides
     */
    public Cleanup build() {
        if (tasks.isEmpty()) {
            throw new IllegalStateException("cleanup (" + name + ") has no task, so it would never do anything: add one"
                    + " with task(orphans(..))");
        }
        List<TaskDefinition> specs = tasks.stream().map(this::checked).toList();
        return new Cleanup(new Engine(new CleanupConfig(
                name,
                storage,
                allReferences(),
                specs,
                clock.orElse(InstantSource.system()),
                listeners,
                new RunLimits(files, bytes.map(ByteSize::bytes), time),
                planLife.orElse(PLAN_LIFE),
                lock,
                overlap,
                memory.checked(name, storage, specs))));
    }

    /** What the host registered, and every source of records that a task uses: forgetting one would be dangerous. */
    private List<ReferenceSource> allReferences() {
        List<ReferenceSource> all = new ArrayList<>(references);
        for (CleanupTask task : tasks) {
            if (task instanceof RecordTask records && !all.contains(records.source())) {
                requireNew(
                        "reference source",
                        records.source().name(),
                        all.stream().map(ReferenceSource::name).toList());
                all.add(records.source());
            }
        }
        return all;
    }

    private TaskDefinition checked(CleanupTask task) {
        if (task instanceof OrphanTask orphans) {
            return checked(orphans.toSpec(life));
        }
        return checked(((RecordTask) task).toSpec(life));
    }

    private void requireAbility(TaskDefinition task) {
        if (task.disposal() instanceof FileDisposition.ToArchive to) {
            requireArchivable(task, to.archive());
        }
        if (task.disposal() instanceof FileDisposition.SetAside aside && !(storage instanceof QuarantineStorage)) {
            throw new IllegalStateException("task (" + task.name() + ") wants its files recoverable for " + aside.life()
                    + ", and " + storage.id()
                    + " cannot set files aside: they would be deleted for good. Give a storage that"
                    + " implements QuarantineStorage, or leave quarantineFor(..) out");
        }
    }

    private void requireArchivable(TaskDefinition task, Archive archive) {
        if (!(storage instanceof ReadableStorage)) {
            throw new IllegalStateException("task (" + task.name() + ") wants its files archived, and " + storage.id()
                    + " cannot show what is in them, so nothing would ever be deleted. Give a storage that implements"
                    + " ReadableStorage, or leave archivingTo(..) out");
        }
        if (archive.id().startsWith(storage.id())) {
            throw new IllegalStateException("task (" + task.name() + ") wants its files archived in " + archive.id()
                    + ", which lies inside the storage " + storage.id()
                    + ": nobody names the copies there, so they would be taken for orphans. Give it a place outside");
        }
    }

    private TaskDefinition checked(TaskDefinition.Orphans task) {
        if (allReferences().isEmpty()) {
            throw new IllegalStateException("task (" + task.name() + ") of cleanup (" + name
                    + ") has no reference source: without one every file is an orphan. Add one with referencedBy(..)");
        }
        if (!(storage instanceof ListableStorage)) {
            throw new IllegalStateException("task (" + task.name() + ") needs a storage that can list its files, and "
                    + storage.id() + " cannot: give one that implements ListableStorage");
        }
        requireFacts(task, FileFacts.PROVIDED);
        requireAbility(task);
        return task;
    }

    private TaskDefinition checked(TaskDefinition.Records task) {
        RecordSource source = task.source();
        if (!source.supports(task.settlement())) {
            throw new IllegalStateException("task (" + task.name() + ") wants its records settled by "
                    + task.settlement() + ", and source " + source.name() + " cannot do that");
        }
        Set<Fact<?>> provided = new HashSet<>(source.provides());
        provided.add(Fact.FILES);
        requireFacts(task, provided);
        requireAbility(task);
        return task;
    }

    /** Checks that the task's rules can decide: each fact that they need comes from the items or from the storage. */
    private void requireFacts(TaskDefinition task, Set<Fact<?>> ofItems) {
        String items = task instanceof TaskDefinition.Records records
                ? "source " + records.source().name()
                : storage.id();
        requireFacts(task, task.policy(), ofItems, items);
        Set<Fact<?>> all = new HashSet<>(ofItems);
        if (storage instanceof ListableStorage) {
            all.add(Fact.STORAGE_USED);
        }
        if (storage instanceof MeasuredStorage) {
            all.add(Fact.STORE_CAPACITY);
        }
        task.selection().ifPresent(rule -> requireFacts(task, rule, all, items + " over " + storage.id()));
    }

    private static void requireFacts(TaskDefinition task, CleanupPolicy rule, Set<Fact<?>> provided, String by) {
        Set<String> missing = new TreeSet<>();
        rule.needs().stream().filter(need -> !provided.contains(need)).forEach(need -> missing.add(need.name()));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("task (" + task.name() + ") has a policy (" + rule.description()
                    + ") that needs " + missing + ", and " + by + " does not provide it: it could never decide");
        }
    }
}
