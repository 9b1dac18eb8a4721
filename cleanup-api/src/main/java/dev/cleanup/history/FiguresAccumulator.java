package dev.cleanup.history;

import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.Refusal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up what was done; the newest is added first. */
final class FiguresAccumulator {

    private final Map<RunStatus, Long> endings = new EnumMap<>(RunStatus.class);
    private final Map<String, Long> failures = new TreeMap<>();
    private final Map<String, Long> refusals = new TreeMap<>();
    private OutcomeCounts files = OutcomeCounts.NONE;
    private OutcomeCounts records = OutcomeCounts.NONE;
    private long runs;
    private Optional<Instant> last = Optional.empty();
    private Optional<Instant> lastSuccess = Optional.empty();
    private Optional<RunFigures.LastError> lastError = Optional.empty();

    /** A run, or one task of it. */
    void add(RunEntry run, RunStatus ending, List<TaskEntry> tasks) {
        runs++;
        endings.merge(ending, 1L, Long::sum);
        last = last.or(() -> Optional.of(run.started()));
        if (ending == RunStatus.COMPLETED) {
            lastSuccess = lastSuccess.or(() -> Optional.of(run.started()));
        }
        tasks.forEach(task -> add(run, task));
    }

    /** The quarantine of a run that was added, which is nobody's task. */
    void addQuarantine(RunEntry run) {
        lastError = lastError.or(() -> run.quarantine()
                .error()
                .map(text -> new RunFigures.LastError(run.started(), run.id(), "quarantine", text)));
    }

    private void add(RunEntry run, TaskEntry task) {
        files = files.plus(task.files());
        records = records.plus(task.records());
        task.failures().forEach((type, count) -> failures.merge(type, count, Long::sum));
        task.refusals().stream().map(Refusal::guard).forEach(guard -> refusals.merge(guard, 1L, Long::sum));
        lastError = lastError.or(
                () -> task.error().map(text -> new RunFigures.LastError(run.started(), run.id(), task.task(), text)));
    }

    RunFigures figures() {
        return new RunFigures(runs, endings, files, records, failures, refusals, last, lastSuccess, lastError);
    }
}
