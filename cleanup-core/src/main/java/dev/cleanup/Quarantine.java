package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.internal.config.RunOptions;
import dev.cleanup.internal.run.Engine;
import dev.cleanup.outcome.CleanupException;
import dev.cleanup.report.FileTotals;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.storage.Glob;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.support.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files that lie aside: what they are, and the way back.
 *
 * <p>It means all of them, and is narrowed as far as wanted; each narrowing returns a copy. Runs put back by themselves
 * what is named again, and purge what is due; here a person puts back the rest. A file comes back where it lay, never over
 * another one; the record that named it does not, so that in the end it is an orphan again unless something names it.
 *
 * <pre>{@code
 * Quarantine mistake = cleanup.quarantine().ofRun(report.id()).named("audio/**");
 * System.out.println(mistake.amount());
 * System.out.println(mistake.restore().toText());
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. It holds nothing: each question is asked anew.
 */
public final class Quarantine {

    private final Engine engine;
    private final QuarantineStorage storage;
    private final RunOptions call;
    private final Predicate<QuarantinedFile> chosen;

    Quarantine(Engine engine, QuarantineStorage storage, RunOptions call, Predicate<QuarantinedFile> chosen) {
        this.engine = engine;
        this.storage = storage;
        this.call = call;
        this.chosen = chosen;
    }

    /**
     * What one run set aside.
     *
     * @param run the run's id, as its report has it
     * @return a narrower copy
     */
    public Quarantine ofRun(String run) {
        requireNonNull(run, "run");
        return and(file -> file.note().run().equals(run));
    }

    /**
     * What one task set aside.
     *
     * @param task the task's name
     * @return a narrower copy
     */
    public Quarantine ofTask(String task) {
        requireNonNull(task, "task");
        return and(file -> file.note().task().equals(task));
    }

    /**
     * Files whose name at the old place matches.
     *
     * @param glob the pattern, as {@link Glob} has it
     * @return a narrower copy
     * @throws IllegalArgumentException if the pattern is malformed
     */
    public Quarantine named(String glob) {
        Glob pattern = Glob.of(glob);
        return and(file -> pattern.matches(file.file().key()));
    }

    /**
     * What was set aside at least so long ago, by the composed clock.
     *
     * @param age how long; the boundary is inclusive
     * @return a narrower copy
     * @throws IllegalArgumentException if the time is not positive
     */
    public Quarantine olderThan(Duration age) {
        Checks.requirePositive("olderThan", age);
        return and(file -> {
            Instant now = engine.composition().clock().instant();
            return Duration.between(file.note().at(), now).compareTo(age) >= 0;
        });
    }

    /**
     * Some files, by their ids.
     *
     * @param ids the ids that they have in the quarantine
     * @return a narrower copy
     */
    public Quarantine withId(String... ids) {
        Set<String> some = Set.of(ids);
        return and(file -> some.contains(file.id()));
    }

    private Quarantine and(Predicate<QuarantinedFile> further) {
        return new Quarantine(engine, storage, call, chosen.and(further));
    }

    /**
     * The files that lie aside now, those that were set aside last first.
     *
     * @return the files
     * @throws CleanupException if that cannot be found out completely
     * @throws java.util.concurrent.CancellationException if the thread is interrupted or the deadline reached
     */
    public List<QuarantinedFile> files() {
        return engine.aside(storage, call).stream().filter(chosen).toList();
    }

    /**
     * How many files lie aside now, and how much they hold.
     *
     * @return exact numbers
     * @throws CleanupException if that cannot be found out completely
     * @throws java.util.concurrent.CancellationException if the thread is interrupted or the deadline reached
     */
    public FileTotals amount() {
        FileTotals amount = FileTotals.NONE;
        for (QuarantinedFile file : files()) {
            amount = amount.plus(file.file().size());
        }
        return amount;
    }

    /**
     * Puts the files back where they lay.
     *
     * <p>It takes the lock that runs take: where one is under way, nothing is put back, and the report says so.
     *
     * @return what became of each: put back; kept aside where another file has the name; failed; what went wrong stands in it
     */
    public QuarantineReport restore() {
        return engine.restore(storage, chosen, call);
    }

    @Override
    public String toString() {
        return "quarantine of " + engine.composition().name();
    }
}
