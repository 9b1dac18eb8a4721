package dev.cleanup.internal.quarantine;

import dev.cleanup.guard.Guard;
import dev.cleanup.guard.Guards;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.QuarantinedFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in the way of deleting for good what a task set aside: the task itself did not come to its end, or one of its
 * guards that looks at references alone would refuse. What a task set aside that is no more is judged as an orphan.
 */
final class PurgeGuards {

    private final RunContext walk;
    private final QuarantineScan look;
    private final Map<String, TaskOutcome> outcomes;

    /**
     * Creates it.
     *
     * @param outcomes how each task of this walk ended, by its name
     */
    PurgeGuards(RunContext walk, QuarantineScan look, Map<String, TaskOutcome> outcomes) {
        this.walk = walk;
        this.look = look;
        this.outcomes = outcomes;
    }

    /** Why files of a task cannot be purged now; empty where they can. */
    Optional<TaskOutcome> check(String task, List<QuarantinedFile> due) {
        TaskOutcome outcome = outcomes.get(task);
        if (outcome instanceof TaskOutcome.Refused
                || outcome instanceof TaskOutcome.Failed
                || outcome instanceof TaskOutcome.Skipped) {
            return Optional.of(new TaskOutcome.Stopped(
                    "task " + task + " did not come to its end, so what it set aside earlier stays aside"));
        }
        List<String> guards = guardsOf(task);
        Optional<Refusal> refusal =
                guards.contains(Guards.unmappableReferences().name()) ? unmappable(due) : Optional.empty();
        return refusal.or(() -> guards.contains(Guards.noReferences().name()) ? noReferences(due) : Optional.empty())
                .map(why -> new TaskOutcome.Refused(List.of(why)));
    }

    private List<String> guardsOf(String task) {
        return walk.composition().tasks().stream()
                .filter(spec -> spec.name().equals(task))
                .findFirst()
                .map(TaskDefinition::guards)
                .orElseGet(Guards::forOrphans)
                .stream()
                .map(Guard::name)
                .toList();
    }

    private Optional<Refusal> unmappable(List<QuarantinedFile> due) {
        List<String> values = look.unmappable();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Guards.unmappableReferences().name(),
                        "nobody knows which files these values protect, so none of the " + due.size()
                                + " files that are due is purged.",
                        values,
                        "Correct the values, or have the source map or ignore them.",
                        Refusal.Remedy.FIX));
    }

    private Optional<Refusal> noReferences(List<QuarantinedFile> due) {
        return look.counts().stream().mapToLong(ReferenceCounts::references).sum() > 0
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Guards.noReferences().name(),
                        "no source names any file, and purging the " + due.size()
                                + " files that are due cannot be undone; an empty or wrong database looks like this.",
                        due.stream()
                                .limit(20)
                                .map(file -> file.file().key().path())
                                .toList(),
                        "Check that the sources read the right database. If it is right that nothing is referenced, allow"
                                + " it: orphans(..).allowNoReferences().",
                        Refusal.Remedy.FIX));
    }
}
