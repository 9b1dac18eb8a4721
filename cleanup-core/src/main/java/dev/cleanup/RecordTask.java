package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.guard.Guard;
import dev.cleanup.guard.Guards;
import dev.cleanup.internal.config.Disposals;
import dev.cleanup.internal.config.FileDisposition;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.config.TaskDefinition.FilesFate;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Selection;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.Settlement;
import dev.cleanup.storage.Archive;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.support.Checks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Records that are due, and what becomes of them and their files.
 *
 * <p>A task says which records it means with {@link #where}, and what becomes of them with exactly one of
 * {@link #keepingRecords}, {@link #settingStatus}, {@link #clearingFileColumns}, {@link #deletingRecords} and
 * {@link #executing}. Files stay unless it says {@link #removingFiles}. A file that any other record names stays in any
 * case.
 *
 * <p>Immutable; each setting returns a copy. A setting that was made already is a conflict and throws an
 * {@link IllegalStateException}.
 */
public final class RecordTask implements CleanupTask {

    private final String name;
    private final RecordSource source;
    private final Optional<ItemPolicy> where;
    private final Optional<Selection> selection;
    private final Optional<FilesFate> files;
    private final Optional<Settlement> settlement;
    private final TaskGuards guards;
    private final Optional<FileDisposition> disposal;

    private RecordTask(
            String name,
            RecordSource source,
            Optional<ItemPolicy> where,
            Optional<Selection> selection,
            Optional<FilesFate> files,
            Optional<Settlement> settlement,
            TaskGuards guards,
            Optional<FileDisposition> disposal) {
        this.name = name;
        this.source = source;
        this.where = where;
        this.selection = selection;
        this.files = files;
        this.settlement = settlement;
        this.guards = guards;
        this.disposal = disposal;
    }

    static RecordTask named(String name, RecordSource source) {
        return new RecordTask(
                Checks.require("task name", name),
                requireNonNull(source, "source"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TaskGuards.of(Guards.forRecords()),
                Optional.empty());
    }

    /**
     * Says which records are due.
     *
     * @param policy the rule
     * @return a copy of this task
     */
    public RecordTask where(ItemPolicy policy) {
        requireNonNull(policy, "policy");
        Checks.requireUnset("where", where.map(ItemPolicy::description));
        return new RecordTask(name, source, Optional.of(policy), selection, files, settlement, guards, disposal);
    }

    /**
     * Chooses among the records that are due.
     *
     * @param rule the rule that chooses
     * @return a copy of this task
     */
    public RecordTask selecting(Selection rule) {
        requireNonNull(rule, "rule");
        Checks.requireUnset("selecting", selection.map(Selection::description));
        return new RecordTask(name, source, where, Optional.of(rule), files, settlement, guards, disposal);
    }

    /**
     * Removes the files of the records, before the records are settled.
     *
     * @return a copy of this task
     */
    public RecordTask removingFiles() {
        Checks.requireUnset("removingFiles", files);
        return new RecordTask(
                name, source, where, selection, Optional.of(FilesFate.REMOVE), settlement, guards, disposal);
    }

    /**
     * Sets the files aside instead of deleting them: they can be put back for so long, and are purged by a later run. What
     * became of the records is not taken back with them.
     *
     * @param life how long
     * @return a copy of this task
     * @throws IllegalArgumentException if the time is not positive
     */
    public RecordTask quarantineFor(Duration life) {
        return disposing(Disposals.recoverableFor(life));
    }

    /**
     * Copies each file into an archive before it is deleted; a file of which no verified copy can be made stays.
     *
     * @param archive takes the copies
     * @return a copy of this task
     */
    public RecordTask archivingTo(Archive archive) {
        return disposing(Disposals.archivingTo(archive));
    }

    private RecordTask disposing(FileDisposition way) {
        Checks.requireUnset("what becomes of the files", disposal.map(FileDisposition::description));
        return new RecordTask(name, source, where, selection, files, settlement, guards, Optional.of(way));
    }

    /**
     * Keeps the records as they are; the source remembers beside them that their files are gone.
     *
     * @return a copy of this task
     */
    public RecordTask keepingRecords() {
        return settle(new Settlement.Keep());
    }

    /**
     * Gives the records a status.
     *
     * @param status the status
     * @return a copy of this task
     */
    public RecordTask settingStatus(String status) {
        return settle(new Settlement.SetStatus(status));
    }

    /**
     * Keeps the records, and has them name no file any more.
     *
     * @return a copy of this task
     */
    public RecordTask clearingFileColumns() {
        return settle(new Settlement.ClearFiles());
    }

    /**
     * Deletes the records.
     *
     * @return a copy of this task
     */
    public RecordTask deletingRecords() {
        return settle(new Settlement.Delete());
    }

    /**
     * Executes the host's own statements for each record, all in one transaction.
     *
     * @param statements in the language of the source
     * @return a copy of this task
     * @throws IllegalArgumentException if there is none
     */
    public RecordTask executing(String... statements) {
        return settle(new Settlement.Execute(List.of(statements)));
    }

    private RecordTask settle(Settlement end) {
        Checks.requireUnset("what becomes of the records", settlement);
        return new RecordTask(name, source, where, selection, files, Optional.of(end), guards, disposal);
    }

    /**
     * Allows to settle records although the storage holds no file at all. An unmounted disk looks just like this.
     *
     * @return a copy of this task
     */
    public RecordTask allowEmptyStorage() {
        return with(guards.without(Guards.emptyStorage()));
    }

    /**
     * Allows more removals in one run than 100,000.
     *
     * @param most how many may go
     * @return a copy of this task
     * @throws IllegalArgumentException if the number is not positive
     */
    public RecordTask allowRemovals(long most) {
        return guard(Guards.removals(most));
    }

    /**
     * Allows to remove more bytes in one run than 100 GB.
     *
     * @param most how many may go
     * @return a copy of this task
     */
    public RecordTask allowRemovedBytes(ByteSize most) {
        return guard(Guards.removedBytes(most));
    }

    /**
     * Adds a guard, or puts it in the place of the built-in one of its name.
     *
     * @param guard the guard
     * @return a copy of this task
     * @throws IllegalArgumentException if it would take the place of a guard that nobody can lift
     */
    public RecordTask guard(Guard guard) {
        return with(guards.with(guard));
    }

    private RecordTask with(TaskGuards others) {
        return new RecordTask(name, source, where, selection, files, settlement, others, disposal);
    }

    @Override
    public String name() {
        return name;
    }

    RecordSource source() {
        return source;
    }

    TaskDefinition.Records toSpec(Optional<Duration> life) {
        if (files.isEmpty() && disposal.isPresent()) {
            throw new IllegalStateException(
                    "task (" + name + ") says that " + disposal.get().description()
                            + ", and not that it removes any: add removingFiles(), or leave that setting out");
        }
        return new TaskDefinition.Records(
                name,
                source,
                where.orElseThrow(() -> missing("which records it means: add where(..)")),
                selection,
                files.orElse(FilesFate.LEAVE),
                settlement.orElseThrow(() -> missing("what becomes of its records: add keepingRecords(),"
                        + " settingStatus(..), clearingFileColumns(), deletingRecords() or settling(..)")),
                guards.guards(),
                FileDisposition.of(disposal, life, selection));
    }

    private IllegalStateException missing(String what) {
        return new IllegalStateException("task (" + name + ") does not say " + what);
    }

    /** Shows name, source and rule. */
    @Override
    public String toString() {
        return name + ": records of " + source.name() + " that are "
                + where.map(ItemPolicy::description).orElse("not yet said");
    }
}
