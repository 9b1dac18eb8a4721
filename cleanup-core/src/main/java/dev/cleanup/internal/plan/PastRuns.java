package dev.cleanup.internal.plan;

import dev.cleanup.fact.FactValue;
import dev.cleanup.guard.Evidence;
import dev.cleanup.guard.Guard;
import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import dev.cleanup.history.RunStatus;
import dev.cleanup.history.TaskEntry;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.outcome.Failure;
import java.util.List;
import java.util.Optional;

/** The earlier runs of a task that went well, for guards that compare. */
final class PastRuns {

    /** Guards look so many runs back. */
    private static final int MOST = 1000;

    private PastRuns() {}

    /** Asks the history where a guard of the task does; a history that cannot be read is no empty one. */
    static FactValue<List<Evidence.EarlierRun>> of(RunContext walk, TaskDefinition task) {
        Optional<RunHistory> history = walk.composition().memory().history();
        if (history.isEmpty() || task.guards().stream().noneMatch(Guard::needsHistory)) {
            return FactValue.absent();
        }
        HistoryQuery query = HistoryQuery.newest(MOST)
                .ofCleanup(walk.composition().name())
                .over(walk.storage().id());
        try {
            return FactValue.known(history.get().entries(query).stream()
                    .flatMap(run -> run.task(task.name()).flatMap(entry -> earlier(run, entry)).stream())
                    .toList());
        } catch (RuntimeException fault) {
            return FactValue.unreadable(Failure.of(fault).toString());
        }
    }

    private static Optional<Evidence.EarlierRun> earlier(RunEntry run, TaskEntry task) {
        long taken = task.files().total() - task.files().failed();
        boolean wentWell = task.ending() == RunStatus.COMPLETED
                || task.ending() == RunStatus.COMPLETED_WITH_FAILURES
                || (task.ending() == RunStatus.STOPPED && taken > 0);
        return wentWell && !run.references().isEmpty()
                ? Optional.of(new Evidence.EarlierRun(run.references(), taken))
                : Optional.empty();
    }
}
