package dev.cleanup.history;

import dev.cleanup.report.Refusal;
import dev.cleanup.report.Tally;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up what was done; the newest is added first. */
final class Sums {

    private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
    private final Map<String, Long> failures = new TreeMap<>();
    private final Map<String, Long> refusals = new TreeMap<>();
    private Tally files = Tally.NONE;
    private Tally records = Tally.NONE;
    private long runs;
    private Optional<Instant> last = Optional.empty();
    private Optional<Instant> lastSuccess = Optional.empty();
    private Optional<Figures.LastError> lastError = Optional.empty();

    /** A run, or one task of it. */
    void add(RunEntry run, Ending ending, List<TaskEntry> tasks) {
        runs++;
        endings.merge(ending, 1L, Long::sum);
        last = last.or(() -> Optional.of(run.started()));
        if (ending == Ending.COMPLETED) {
            lastSuccess = lastSuccess.or(() -> Optional.of(run.started()));
        }
        tasks.forEach(task -> add(run, task));
    }

    /** The quarantine of a run that was added, which is nobody's task. */
    void addQuarantine(RunEntry run) {
        lastError = lastError.or(() -> run.quarantine()
                .error()
                .map(text -> new Figures.LastError(run.started(), run.id(), "quarantine", text)));
    }

    private void add(RunEntry run, TaskEntry task) {
        files = files.plus(task.files());
        records = records.plus(task.records());
        task.failures().forEach((type, count) -> failures.merge(type, count, Long::sum));
        task.refusals().stream().map(Refusal::guard).forEach(guard -> refusals.merge(guard, 1L, Long::sum));
        lastError = lastError.or(
                () -> task.error().map(text -> new Figures.LastError(run.started(), run.id(), task.task(), text)));
    }

    Figures figures() {
        return new Figures(runs, endings, files, records, failures, refusals, last, lastSuccess, lastError);
    }
}
