package dev.cleanup.internal.quarantine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.cleanup.internal.config.CleanupConfig;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.report.QuarantineReportBuilder;
import dev.cleanup.internal.storage.FileRemoval;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.QuarantinePlan;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.report.TaskReport;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.QuarantinedFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a run does for the files that earlier ones set aside: before its tasks it puts back what is named again, after them
 * it purges what is due and named by nobody.
 */
public final class QuarantineMaintenance {

    private final RunContext walk;
    private final Optional<QuarantineStorage> storage;
    private final QuarantineReportBuilder log;
    private Optional<QuarantineScan> look = Optional.empty();
    private Optional<TaskOutcome> obstacle = Optional.empty();

    public QuarantineMaintenance(RunContext walk) {
        this.walk = walk;
        this.storage = Optional.of(walk.storage())
                .filter(QuarantineStorage.class::isInstance)
                .map(QuarantineStorage.class::cast);
        this.log = new QuarantineReportBuilder(walk.events());
    }

    /** Puts back what somebody names. */
    public void restore() {
        storage.ifPresent(this::look);
        look.ifPresent(seen -> {
            log.found(seen.files());
            QuarantineStorage aside = storage.orElseThrow();
            end(new QuarantineBatches(aside, walk.halt(), log::restored)
                    .walk(named(seen), batch -> batch, (batch, sink) -> putBack(aside, batch, sink)));
        });
    }

    /** Puts back what somebody asked for, whoever names it. */
    public QuarantineReport restore(QuarantineStorage aside, Predicate<QuarantinedFile> chosen) {
        try {
            List<QuarantinedFile> all = QuarantineScan.all(aside, walk.halt());
            log.found(all);
            end(new QuarantineBatches(aside, walk.halt(), log::restored)
                    .walk(
                            all.stream().filter(chosen).toList(),
                            batch -> batch,
                            (batch, sink) -> putBack(aside, batch, sink)));
        } catch (Throwable thrown) {
            end(Optional.of(StopCondition.outcomeOf(thrown)));
        }
        return report();
    }

    /** Has records forgotten before their files return: a run that dies in between leaves no file that is never judged again. */
    private void putBack(QuarantineStorage aside, List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
        Set<Owner> retired = new HashSet<>();
        batch.forEach(file -> file.note().retired().forEach(name -> retired.add(FileRemoval.ownerOf(name))));
        if (!retired.isEmpty()) {
            QuarantineScan.sources(walk).forEach(source -> source.forgetSettled(retired));
        }
        aside.restore(batch, sink);
    }

    /** Reads what lies aside, and all references, to the end: without both, nothing is put back nor purged. */
    private void look(QuarantineStorage aside) {
        try {
            walk.halt().check();
            aside.verify();
            QuarantineScan seen = QuarantineScan.at(aside, walk);
            seen.refresh();
            look = Optional.of(seen);
        } catch (Throwable thrown) {
            end(Optional.of(StopCondition.outcomeOf(thrown)));
        }
    }

    /** The first obstacle counts. */
    private void end(Optional<TaskOutcome> why) {
        obstacle = obstacle.or(() -> why);
    }

    private static List<QuarantinedFile> named(QuarantineScan seen) {
        return seen.files().stream()
                .filter(file -> seen.ownerOf(file).isPresent())
                .toList();
    }

    /**
     * Deletes for good what is due.
     *
     * @param tasks what the tasks of this run did
     * @param allowed which files may go at all
     */
    public void purge(List<TaskReport> tasks, Predicate<QuarantinedFile> allowed) {
        Map<String, TaskOutcome> outcomes = tasks.stream().collect(toMap(TaskReport::task, TaskReport::outcome));
        look.filter(seen -> obstacle.isEmpty()).ifPresent(seen -> {
            PurgeGuards guards = new PurgeGuards(walk, seen, outcomes);
            due(seen, allowed).forEach((task, files) -> purge(task, files, seen, guards));
        });
    }

    /** What is due and named by nobody, by the task that set it aside: none of another composition's, nor of other tasks. */
    private Map<String, List<QuarantinedFile>> due(QuarantineScan seen, Predicate<QuarantinedFile> allowed) {
        return seen.files().stream()
                .filter(allowed)
                .filter(file -> file.note().cleanup().equals(walk.composition().name()))
                .filter(file -> !walk.now().isBefore(file.note().due()))
                .filter(file -> walk.call().includes(file.note().task()))
                .filter(file -> seen.ownerOf(file).isEmpty())
                .collect(groupingBy(file -> file.note().task(), LinkedHashMap::new, toList()));
    }

    private void purge(String task, List<QuarantinedFile> files, QuarantineScan seen, PurgeGuards guards) {
        QuarantineStorage aside = storage.orElseThrow();
        QuarantineBatches batches = new QuarantineBatches(aside, walk.halt(), log::purged);
        Optional<TaskOutcome> refused = guards.check(task, files);
        if (refused.isPresent()) {
            end(refused);
            batches.leaveOver(files);
        } else {
            end(batches.walk(files, batch -> free(batch, seen, () -> guards.check(task, files)), aside::purge));
        }
    }

    /** What of a batch nobody names by now; the references are read again where the last read is too old. */
    private List<QuarantinedFile> free(
            List<QuarantinedFile> batch, QuarantineScan seen, Supplier<Optional<TaskOutcome>> guards) {
        if (seen.refresh()) {
            guards.get().ifPresent(why -> {
                throw new StopCondition.HaltedException("a guard refuses by now: " + why);
            });
        }
        List<QuarantinedFile> free = new ArrayList<>();
        for (QuarantinedFile file : batch) {
            Optional<Owner> owner = seen.ownerOf(file);
            if (owner.isPresent()) {
                log.purged(file, Outcome.kept(Reason.Kind.REFERENCE, "referenced by " + owner.get()));
            } else {
                free.add(file);
            }
        }
        return free;
    }

    public QuarantineReport report() {
        return log.report(obstacle.orElseGet(log::ended));
    }

    /**
     * Says what a run would do, and changes nothing.
     *
     * @param tasks what the tasks would do
     */
    public QuarantinePlan plan(List<TaskPlan> tasks) {
        storage.ifPresent(this::look);
        Map<String, TaskOutcome> outcomes = tasks.stream().collect(toMap(TaskPlan::task, TaskPlan::outcome));
        return look.map(seen -> plan(seen, outcomes)).orElseGet(this::unplanned);
    }

    private QuarantinePlan plan(QuarantineScan seen, Map<String, TaskOutcome> outcomes) {
        PurgeGuards guards = new PurgeGuards(walk, seen, outcomes);
        List<QuarantinedFile> expiring = new ArrayList<>();
        due(seen, file -> true).forEach((task, files) -> {
            Optional<TaskOutcome> refused = guards.check(task, files);
            end(refused);
            if (refused.isEmpty()) {
                expiring.addAll(files);
            }
        });
        List<QuarantinedFile> returning = named(seen);
        return new QuarantinePlan(
                obstacle.orElseGet(TaskOutcome.Completed::new),
                QuarantineReportBuilder.amount(seen.files()),
                QuarantineReportBuilder.amount(returning),
                QuarantineReportBuilder.amount(expiring),
                listed(returning),
                listed(expiring));
    }

    private static List<QuarantinedFile> listed(List<QuarantinedFile> files) {
        return files.subList(0, Math.min(CleanupConfig.LISTED, files.size()));
    }

    private QuarantinePlan unplanned() {
        QuarantinePlan none = QuarantinePlan.NOTHING;
        return new QuarantinePlan(
                obstacle.orElseGet(none::outcome),
                none.aside(),
                none.returning(),
                none.expiring(),
                List.of(),
                List.of());
    }
}
