package dev.cleanup.jdbc.internal.history;

import dev.cleanup.history.QuarantineEntry;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.TaskEntry;
import dev.cleanup.jdbc.internal.sql.Product;
import dev.cleanup.jdbc.internal.sql.StoredText;
import dev.cleanup.outcome.Failure;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Writes runs into the tables of a history. */
public record RunRowWriter(Handle handle, Product product) {

    private static final String INSERT_TASK = RunTables.insert(
            "cleanup_run_task",
            Stream.of(
                            Stream.of("run", "position", "task", "ending", "failure_type", "message"),
                            RunTables.SEEN.stream().map(name -> "seen_" + name),
                            RunTables.TALLY.stream().map(name -> "files_" + name),
                            RunTables.TALLY.stream().map(name -> "records_" + name))
                    .flatMap(names -> names)
                    .toList());

    /** Adds a run with all its parts. */
    public void insert(RunEntry run) {
        long seq = insertRun(run);
        for (int i = 0; i < run.request().only().size(); i++) {
            insert(
                    "cleanup_run_only",
                    List.of("run", "position", "task"),
                    seq,
                    i,
                    run.request().only().get(i));
        }
        for (int i = 0; i < run.references().size(); i++) {
            insertSource(seq, i, run.references().get(i));
        }
        for (int i = 0; i < run.tasks().size(); i++) {
            insertTask(seq, i, run.tasks().get(i));
        }
        if (!run.quarantine().equals(QuarantineEntry.NOTHING)) {
            insertQuarantine(seq, run.quarantine());
        }
    }

    private long insertRun(RunEntry run) {
        try (Update update = handle.createUpdate(RunTables.insert("cleanup_run", RunTables.RUN))) {
            return bound(
                            update,
                            run.id(),
                            run.cleanup(),
                            run.storage(),
                            run.request().operation().name(),
                            run.request().actor().orElse(null),
                            run.request().approvedBy().orElse(null),
                            run.request().until().map(Object::toString).orElse(null),
                            RunTables.moment(run.started(), product),
                            run.duration().toNanos() / 1000,
                            run.used().isPresent() ? run.used().getAsLong() : null)
                    .executeAndReturnGeneratedKeys("seq")
                    .mapTo(Long.class)
                    .one();
        }
    }

    private void insertQuarantine(long run, QuarantineEntry quarantine) {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                run, quarantine.ending().name(), quarantine.error().orElse(null)));
        values.addAll(RunTables.values(quarantine.restored()));
        values.addAll(RunTables.values(quarantine.purged()));
        insert("cleanup_run_quarantine", RunTables.QUARANTINE, values.toArray());
    }

    private void insertSource(long run, int position, ReferenceCounts counts) {
        insert(
                "cleanup_run_source",
                RunTables.SOURCE,
                run,
                position,
                counts.source(),
                counts.references(),
                counts.derived(),
                counts.duplicates(),
                counts.none(),
                counts.unmappable(),
                counts.ignored());
    }

    private void insertTask(long run, int position, TaskEntry task) {
        Optional<Failure> failure = Optional.of(task.outcome())
                .filter(TaskOutcome.Failed.class::isInstance)
                .map(outcome -> ((TaskOutcome.Failed) outcome).failure());
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                run,
                position,
                task.task(),
                task.ending().name(),
                failure.map(Failure::type).orElse(null),
                failure.map(Failure::message).or(() -> why(task.outcome())).orElse(null)));
        values.addAll(RunTables.values(task.seen()));
        values.addAll(RunTables.values(task.files()));
        values.addAll(RunTables.values(task.records()));
        execute(INSERT_TASK, values.toArray());
        insertRefusals(run, position, task.refusals());
        insertFailures(run, position, task.failures());
    }

    private static Optional<String> why(TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Stopped stopped) {
            return Optional.of(stopped.why());
        }
        return outcome instanceof TaskOutcome.Skipped skipped ? Optional.of(skipped.why()) : Optional.empty();
    }

    private void insertRefusals(long run, int task, List<Refusal> refusals) {
        List<String> columns = List.of("run", "task_position", "position", "guard", "message", "remedy", "way");
        for (int i = 0; i < refusals.size(); i++) {
            Refusal one = refusals.get(i);
            insert(
                    "cleanup_run_refusal",
                    columns,
                    run,
                    task,
                    i,
                    one.guard(),
                    one.message(),
                    one.remedy(),
                    one.way().name());
        }
    }

    private void insertFailures(long run, int task, Map<String, Long> failures) {
        List<String> columns = List.of("run", "task_position", "position", "failure_type", "items");
        int position = 0;
        for (Map.Entry<String, Long> one : new TreeMap<>(failures).entrySet()) {
            insert("cleanup_run_failure", columns, run, task, position++, one.getKey(), one.getValue());
        }
    }

    private void insert(String table, List<String> columns, @Nullable Object... values) {
        execute(RunTables.insert(table, columns), values);
    }

    private void execute(String sql, @Nullable Object... values) {
        try (Update update = handle.createUpdate(sql)) {
            bound(update, values).execute();
        }
    }

    private static Update bound(Update update, @Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Argument argument) {
                update.bind(i, argument);
            } else if (value instanceof String text) {
                update.bind(i, StoredText.of(text));
            } else if (value instanceof Integer number) {
                update.bind(i, number);
            } else {
                update.bind(i, (Long) value);
            }
        }
        return update;
    }
}
