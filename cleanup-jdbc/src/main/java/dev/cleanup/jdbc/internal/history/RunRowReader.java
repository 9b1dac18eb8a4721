package dev.cleanup.jdbc.internal.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.QuarantineEntry;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunRequest;
import dev.cleanup.history.RunStatus;
import dev.cleanup.history.TaskEntry;
import dev.cleanup.jdbc.internal.sql.Product;
import dev.cleanup.jdbc.internal.sql.StoredText;
import dev.cleanup.outcome.Failure;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** Reads runs from the tables of a history. */
public record RunRowReader(Handle handle, Product product) {

    /** The parts of so many runs are read at once. */
    private static final int PAGE = 500;

    private static final String TASK_PARTS = "run, task_position, position";

    /** A run, with where its parts are found. */
    private record Row(long seq, RunEntry run) {}

    /** A part of a run, of whatever kind. */
    private record Part<T>(long run, long task, T value) {}

    public List<RunEntry> entries(HistoryQuery query) {
        List<Row> rows = rows(query);
        List<RunEntry> entries = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += PAGE) {
            entries.addAll(whole(rows.subList(from, Math.min(rows.size(), from + PAGE))));
        }
        return entries;
    }

    private List<Row> rows(HistoryQuery query) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        query.cleanup().ifPresent(name -> conditions.add("cleanup = :cleanup"));
        query.storage().ifPresent(id -> conditions.add("storage = :storage"));
        query.since().ifPresent(start -> conditions.add("started >= :since"));
        String sql = "SELECT seq, " + String.join(", ", RunTables.RUN) + " FROM cleanup_run WHERE "
                + String.join(" AND ", conditions) + " ORDER BY seq DESC LIMIT :most";
        try (Query rows = handle.createQuery(sql)) {
            rows.bind("most", query.most());
            query.cleanup().ifPresent(name -> rows.bind("cleanup", StoredText.of(name)));
            query.storage().ifPresent(id -> rows.bind("storage", StoredText.of(id)));
            query.since().ifPresent(start -> rows.bind("since", RunTables.moment(start, product)));
            return rows.map((row, context) -> new Row(row.getLong("seq"), run(row)))
                    .list();
        }
    }

    private RunEntry run(ResultSet row) throws SQLException {
        RunRequest request = new RunRequest(
                RunRequest.Operation.valueOf(row.getString("operation")),
                Optional.ofNullable(row.getString("actor")),
                Optional.ofNullable(row.getString("approved_by")),
                List.of(),
                Optional.ofNullable(row.getString("deadline")).map(Instant::parse));
        long used = row.getLong("used_bytes");
        OptionalLong measured = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(used);
        return new RunEntry(
                row.getString("run_id"),
                row.getString("cleanup"),
                row.getString("storage"),
                request,
                RunTables.moment(row, "started", product),
                Duration.of(row.getLong("duration_micros"), ChronoUnit.MICROS),
                List.of(),
                List.of(),
                QuarantineEntry.NOTHING,
                measured);
    }

    private List<RunEntry> whole(List<Row> rows) {
        List<Long> runs = rows.stream().map(Row::seq).toList();
        Map<Long, List<String>> only =
                byRun(parts("cleanup_run_only", runs, "run, position", (row, context) -> row.getString("task")));
        Map<Long, List<ReferenceCounts>> sources =
                byRun(parts("cleanup_run_source", runs, "run, position", (row, context) -> RunTables.counts(row)));
        Map<Long, List<TaskEntry>> tasks = tasks(runs);
        Map<Long, List<QuarantineEntry>> quarantines =
                byRun(parts("cleanup_run_quarantine", runs, "run", (row, context) -> RunTables.quarantine(row)));
        return rows.stream()
                .map(row -> whole(
                        row.run(),
                        only.getOrDefault(row.seq(), List.of()),
                        sources.getOrDefault(row.seq(), List.of()),
                        tasks.getOrDefault(row.seq(), List.of()),
                        quarantines
                                .getOrDefault(row.seq(), List.of(QuarantineEntry.NOTHING))
                                .get(0)))
                .toList();
    }

    private static RunEntry whole(
            RunEntry run,
            List<String> only,
            List<ReferenceCounts> sources,
            List<TaskEntry> tasks,
            QuarantineEntry quarantine) {
        RunRequest part = run.request();
        RunRequest request = new RunRequest(part.operation(), part.actor(), part.approvedBy(), only, part.until());
        return new RunEntry(
                run.id(),
                run.cleanup(),
                run.storage(),
                request,
                run.started(),
                run.duration(),
                sources,
                tasks,
                quarantine,
                run.used());
    }

    private Map<Long, List<TaskEntry>> tasks(List<Long> runs) {
        Map<List<Long>, List<Refusal>> refusals =
                byTask(parts("cleanup_run_refusal", runs, TASK_PARTS, (row, context) -> refusal(row)));
        Map<List<Long>, List<Map.Entry<String, Long>>> failures = byTask(parts(
                "cleanup_run_failure",
                runs,
                TASK_PARTS,
                (row, context) -> Map.entry(row.getString("failure_type"), row.getLong("items"))));
        return byRun(parts("cleanup_run_task", runs, "run, position", (row, context) -> {
            List<Long> task = List.of(row.getLong("run"), row.getLong("position"));
            return task(row, refusals.getOrDefault(task, List.of()), failures.getOrDefault(task, List.of()));
        }));
    }

    private static TaskEntry task(ResultSet row, List<Refusal> refusals, List<Map.Entry<String, Long>> failures)
            throws SQLException {
        return new TaskEntry(
                row.getString("task"),
                outcome(row, refusals),
                RunTables.seen(row),
                RunTables.tally(row, "files_"),
                RunTables.tally(row, "records_"),
                failures.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static TaskOutcome outcome(ResultSet row, List<Refusal> refusals) throws SQLException {
        String message = Objects.requireNonNullElse(row.getString("message"), "");
        return switch (RunStatus.valueOf(row.getString("ending"))) {
            case COMPLETED -> new TaskOutcome.Completed();
            case COMPLETED_WITH_FAILURES -> new TaskOutcome.CompletedWithFailures();
            case REFUSED -> new TaskOutcome.Refused(refusals);
            case SKIPPED -> new TaskOutcome.Skipped(message);
            case STOPPED -> new TaskOutcome.Stopped(message);
            case FAILED -> new TaskOutcome.Failed(new Failure(row.getString("failure_type"), message));
        };
    }

    private static Refusal refusal(ResultSet row) throws SQLException {
        return new Refusal(
                row.getString("guard"),
                row.getString("message"),
                List.of(),
                row.getString("remedy"),
                Refusal.Remedy.valueOf(row.getString("way")));
    }

    /** The rows that belong to some runs, in their order. */
    private <T> List<Part<T>> parts(String table, List<Long> runs, String order, RowMapper<T> mapper) {
        String sql = "SELECT * FROM " + table + " WHERE run IN (<runs>) ORDER BY " + order;
        try (Query query = handle.createQuery(sql)) {
            return query.bindList("runs", runs)
                    .map((row, context) -> new Part<>(
                            row.getLong("run"),
                            order.equals(TASK_PARTS) ? row.getLong("task_position") : 0,
                            mapper.map(row, context)))
                    .list();
        }
    }

    private static <T> Map<Long, List<T>> byRun(List<Part<T>> parts) {
        return parts.stream().collect(groupingBy(Part::run, mapping(Part::value, toList())));
    }

    private static <T> Map<List<Long>, List<T>> byTask(List<Part<T>> parts) {
        return parts.stream()
                .collect(groupingBy(part -> List.of(part.run(), part.task()), mapping(Part::value, toList())));
    }
}
