package dev.cleanup.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.QuarantinePlan;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.report.TaskReport;
import dev.cleanup.storage.AsideFile;
import dev.cleanup.storage.AsideStorage;
import dev.cleanup.storage.OutcomeSink;
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
final class QuarantineCare {

    private final Walk walk;
    private final Optional<AsideStorage> storage;
    private final AsideLog log;
    private Optional<AsideLook> look = Optional.empty();
    private Optional<TaskOutcome> obstacle = Optional.empty();

    QuarantineCare(Walk walk) {
        this.walk = walk;
        this.storage = Optional.of(walk.storage())
                .filter(AsideStorage.class::isInstance)
                .map(AsideStorage.class::cast);
        this.log = new AsideLog(walk.events());
    }

    /** Puts back what somebody names. */
    void restore() {
        storage.ifPresent(this::look);
        look.ifPresent(seen -> {
            log.found(seen.files());
            AsideStorage aside = storage.orElseThrow();
            end(new AsideBatches(aside, walk.halt(), log::restored)
                    .walk(named(seen), batch -> batch, (batch, sink) -> putBack(aside, batch, sink)));
        });
    }

    /** Puts back what somebody asked for, whoever names it. */
    QuarantineReport restore(AsideStorage aside, Predicate<AsideFile> chosen) {
        try {
            List<AsideFile> all = AsideLook.all(aside, walk.halt());
            log.found(all);
            end(new AsideBatches(aside, walk.halt(), log::restored)
                    .walk(
                            all.stream().filter(chosen).toList(),
                            batch -> batch,
                            (batch, sink) -> putBack(aside, batch, sink)));
        } catch (Throwable thrown) {
            end(Optional.of(Halt.outcomeOf(thrown)));
        }
        return report();
    }

    /** Has records forgotten before their files return: a run that dies in between leaves no file that is never judged again. */
    private void putBack(AsideStorage aside, List<AsideFile> batch, OutcomeSink<AsideFile> sink) {
        Set<Owner> retired = new HashSet<>();
        batch.forEach(file -> file.note().retired().forEach(name -> retired.add(Condemned.ownerOf(name))));
        if (!retired.isEmpty()) {
            AsideLook.sources(walk).forEach(source -> source.forgetSettled(retired));
        }
        aside.putBack(batch, sink);
    }

    /** Reads what lies aside, and all references, to the end: without both, nothing is put back nor purged. */
    private void look(AsideStorage aside) {
        try {
            walk.halt().check();
            aside.verify();
            AsideLook seen = AsideLook.at(aside, walk);
            seen.refresh();
            look = Optional.of(seen);
        } catch (Throwable thrown) {
            end(Optional.of(Halt.outcomeOf(thrown)));
        }
    }

    /** The first obstacle counts. */
    private void end(Optional<TaskOutcome> why) {
        obstacle = obstacle.or(() -> why);
    }

    private static List<AsideFile> named(AsideLook seen) {
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
    void purge(List<TaskReport> tasks, Predicate<AsideFile> allowed) {
        Map<String, TaskOutcome> outcomes = tasks.stream().collect(toMap(TaskReport::task, TaskReport::outcome));
        look.filter(seen -> obstacle.isEmpty()).ifPresent(seen -> {
            PurgeGuards guards = new PurgeGuards(walk, seen, outcomes);
            due(seen, allowed).forEach((task, files) -> purge(task, files, seen, guards));
        });
    }

    /** What is due and named by nobody, by the task that set it aside: none of another composition's, nor of other tasks. */
    private Map<String, List<AsideFile>> due(AsideLook seen, Predicate<AsideFile> allowed) {
        return seen.files().stream()
                .filter(allowed)
                .filter(file -> file.note().cleanup().equals(walk.composition().name()))
                .filter(file -> !walk.now().isBefore(file.note().due()))
                .filter(file -> walk.call().includes(file.note().task()))
                .filter(file -> seen.ownerOf(file).isEmpty())
                .collect(groupingBy(file -> file.note().task(), LinkedHashMap::new, toList()));
    }

    private void purge(String task, List<AsideFile> files, AsideLook seen, PurgeGuards guards) {
        AsideStorage aside = storage.orElseThrow();
        AsideBatches batches = new AsideBatches(aside, walk.halt(), log::purged);
        Optional<TaskOutcome> refused = guards.check(task, files);
        if (refused.isPresent()) {
            end(refused);
            batches.leaveOver(files);
        } else {
            end(batches.walk(files, batch -> free(batch, seen, () -> guards.check(task, files)), aside::purge));
        }
    }

    /** What of a batch nobody names by now; the references are read again where the last read is too old. */
    private List<AsideFile> free(List<AsideFile> batch, AsideLook seen, Supplier<Optional<TaskOutcome>> guards) {
        if (seen.refresh()) {
            guards.get().ifPresent(why -> {
                throw new Halt.HaltedException("a guard refuses by now: " + why);
            });
        }
        List<AsideFile> free = new ArrayList<>();
        for (AsideFile file : batch) {
            Optional<Owner> owner = seen.ownerOf(file);
            if (owner.isPresent()) {
                log.purged(file, Outcome.kept(Reason.Kind.REFERENCE, "referenced by " + owner.get()));
            } else {
                free.add(file);
            }
        }
        return free;
    }

    QuarantineReport report() {
        return log.report(obstacle.orElseGet(log::ended));
    }

    /**
     * Says what a run would do, and changes nothing.
     *
     * @param tasks what the tasks would do
     */
    QuarantinePlan plan(List<TaskPlan> tasks) {
        storage.ifPresent(this::look);
        Map<String, TaskOutcome> outcomes = tasks.stream().collect(toMap(TaskPlan::task, TaskPlan::outcome));
        return look.map(seen -> plan(seen, outcomes)).orElseGet(this::unplanned);
    }

    private QuarantinePlan plan(AsideLook seen, Map<String, TaskOutcome> outcomes) {
        PurgeGuards guards = new PurgeGuards(walk, seen, outcomes);
        List<AsideFile> expiring = new ArrayList<>();
        due(seen, file -> true).forEach((task, files) -> {
            Optional<TaskOutcome> refused = guards.check(task, files);
            end(refused);
            if (refused.isEmpty()) {
                expiring.addAll(files);
            }
        });
        List<AsideFile> returning = named(seen);
        return new QuarantinePlan(
                obstacle.orElseGet(TaskOutcome.Completed::new),
                AsideLook.amount(seen.files()),
                AsideLook.amount(returning),
                AsideLook.amount(expiring),
                listed(returning),
                listed(expiring));
    }

    private static List<AsideFile> listed(List<AsideFile> files) {
        return files.subList(0, Math.min(Draft.LISTED, files.size()));
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
