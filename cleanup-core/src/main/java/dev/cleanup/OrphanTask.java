package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.guard.Guard;
import dev.cleanup.guard.Guards;
import dev.cleanup.internal.config.Disposals;
import dev.cleanup.internal.config.FileDisposition;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Policies;
import dev.cleanup.policy.Selection;
import dev.cleanup.storage.Archive;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.support.Checks;
import java.time.Duration;
import java.util.Optional;

/**
 * A sweep of orphans: stored files that no reference names and that are old enough.
 *
 * <p>Immutable; each setting returns a copy. A setting that was made already is a conflict and throws an
 * {@link IllegalStateException}.
 */
public final class OrphanTask implements CleanupTask {

    /** The minimum age where the host names none. */
    private static final Duration MINIMUM_AGE = Duration.ofHours(24);

    private final String name;
    private final Optional<ItemPolicy> age;
    private final Optional<ItemPolicy> where;
    private final Optional<Selection> selection;
    private final TaskGuards guards;
    private final Optional<FileDisposition> disposal;
    private final Optional<Duration> confirmedOrphanFor;

    private OrphanTask(
            String name,
            Optional<ItemPolicy> age,
            Optional<ItemPolicy> where,
            Optional<Selection> selection,
            TaskGuards guards,
            Optional<FileDisposition> disposal,
            Optional<Duration> confirmedOrphanFor) {
        this.name = name;
        this.age = age;
        this.where = where;
        this.selection = selection;
        this.guards = guards;
        this.disposal = disposal;
        this.confirmedOrphanFor = confirmedOrphanFor;
    }

    static OrphanTask named(String name) {
        return new OrphanTask(
                Checks.require("task name", name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TaskGuards.of(Guards.forOrphans()),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Sets the minimum age: the newest of a file's times must lie at least that long ago.
     *
     * <p>It must be longer than any upload takes from its first byte to the commit of its reference. Default: 24 hours.
     *
     * @param minimumAge the age; the boundary is inclusive
     * @return a copy of this task
     * @throws IllegalArgumentException if the age is zero or negative
     */
    public OrphanTask olderThan(Duration minimumAge) {
        ItemPolicy policy = Policies.olderThan(minimumAge);
        Checks.requireUnset("olderThan", age.map(ItemPolicy::description));
        return new OrphanTask(name, Optional.of(policy), where, selection, guards, disposal, confirmedOrphanFor);
    }

    /**
     * Narrows the sweep: only files that this policy removes, too, can go.
     *
     * @param policy the further condition
     * @return a copy of this task
     */
    public OrphanTask where(ItemPolicy policy) {
        requireNonNull(policy, "policy");
        Checks.requireUnset("where", where.map(ItemPolicy::description));
        return new OrphanTask(name, age, Optional.of(policy), selection, guards, disposal, confirmedOrphanFor);
    }

    /**
     * Chooses among the orphans.
     *
     * @param rule the rule that chooses
     * @return a copy of this task
     */
    public OrphanTask selecting(Selection rule) {
        requireNonNull(rule, "rule");
        Checks.requireUnset("selecting", selection.map(Selection::description));
        return new OrphanTask(name, age, where, Optional.of(rule), guards, disposal, confirmedOrphanFor);
    }

    /**
     * Sets the files aside instead of deleting them: they can be put back for so long, and are purged by a later run.
     *
     * @param life how long
     * @return a copy of this task
     * @throws IllegalArgumentException if the time is not positive
     */
    public OrphanTask quarantineFor(Duration life) {
        return disposing(Disposals.recoverableFor(life));
    }

    /**
     * Copies each file into an archive before it is deleted; a file of which no verified copy can be made stays.
     *
     * @param archive takes the copies
     * @return a copy of this task
     */
    public OrphanTask archivingTo(Archive archive) {
        return disposing(Disposals.archivingTo(archive));
    }

    private OrphanTask disposing(FileDisposition way) {
        Checks.requireUnset("what becomes of the files", disposal.map(FileDisposition::description));
        return new OrphanTask(name, age, where, selection, guards, Optional.of(way), confirmedOrphanFor);
    }

    /**
     * Waits for a second sighting: only a file that a complete earlier run has seen as an orphan, at least that long ago, and
     * each run since, can go. The cleanup needs a ledger of {@linkplain CleanupBuilder#sightings sightings}.
     *
     * <p>Neither old times of a file nor a clock that jumps back shorten the wait. As a clock may also jump ahead, a time between
     * two runs that is longer than eight days, and than twice the wait, counts as half of the wait.
     *
     * @param wait how long
     * @return a copy of this task
     * @throws IllegalArgumentException if the time is not positive
     */
    public OrphanTask confirmedOrphanFor(Duration wait) {
        Checks.requireUnset("confirmedOrphanFor", confirmedOrphanFor);
        Optional<Duration> time = Optional.of(Checks.requirePositive("confirmedOrphanFor", wait));
        return new OrphanTask(name, age, where, selection, guards, disposal, time);
    }

    /**
     * Allows to sweep although no source names any file. An empty or wrong database looks just like this.
     *
     * @return a copy of this task
     */
    public OrphanTask allowNoReferences() {
        return with(guards.without(Guards.noReferences()));
    }

    /**
     * Allows to sweep although none of the references names a file that is there. References in another form, or another
     * directory, look just like this.
     *
     * @return a copy of this task
     */
    public OrphanTask allowNoMatches() {
        return with(guards.without(Guards.nothingMatches()));
    }

    /**
     * Allows a larger share of orphans among the listed files than half. A forgotten source of references looks just like
     * this. Ten orphans and fewer are never too many.
     *
     * @param percent the largest share that is no fault, from 1 to 100
     * @return a copy of this task
     * @throws IllegalArgumentException if it is no percentage
     */
    public OrphanTask allowOrphanShare(int percent) {
        return guard(Guards.orphanShare(percent));
    }

    /**
     * Allows more files than ten that equal a reference but for their spelling. They stay in any case; references in
     * another spelling look just like this.
     *
     * @param most how many are no fault
     * @return a copy of this task
     * @throws IllegalArgumentException if the number is negative
     */
    public OrphanTask allowNearMatches(long most) {
        return guard(Guards.nearMatches(most));
    }

    /**
     * Allows more removals in one run than 100,000.
     *
     * @param most how many may go
     * @return a copy of this task
     * @throws IllegalArgumentException if the number is not positive
     */
    public OrphanTask allowRemovals(long most) {
        return guard(Guards.removals(most));
    }

    /**
     * Allows to remove more bytes in one run than 100 GB.
     *
     * @param most how many may go
     * @return a copy of this task
     */
    public OrphanTask allowRemovedBytes(ByteSize most) {
        return guard(Guards.removedBytes(most));
    }

    /**
     * Adds a guard, or puts it in the place of the built-in one of its name.
     *
     * @param guard the guard
     * @return a copy of this task
     * @throws IllegalArgumentException if it would take the place of a guard that nobody can lift
     */
    public OrphanTask guard(Guard guard) {
        return with(guards.with(guard));
    }

    private OrphanTask with(TaskGuards others) {
        return new OrphanTask(name, age, where, selection, others, disposal, confirmedOrphanFor);
    }

    @Override
    public String name() {
        return name;
    }

    TaskDefinition.Orphans toSpec() {
        return toSpec(Optional.empty());
    }

    /** The task as the engine has it, in a cleanup that sets files aside for so long where a task says nothing. */
    TaskDefinition.Orphans toSpec(Optional<Duration> life) {
        ItemPolicy sweep = Policies.unreferenced().and(age.orElseGet(() -> Policies.olderThan(MINIMUM_AGE)));
        ItemPolicy policy = where.map(sweep::and).orElse(sweep);
        return new TaskDefinition.Orphans(
                name,
                policy,
                selection,
                guards.guards(),
                FileDisposition.of(disposal, life, selection),
                confirmedOrphanFor);
    }

    /** Shows name and rule. */
    @Override
    public String toString() {
        return name + ": removes what is " + toSpec().description();
    }
}
