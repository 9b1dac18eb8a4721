package dev.cleanup.metrics;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a report adds to the numbers. */
final class ReportMetrics {

    private static final String FILES = "files";
    private static final String RECORDS = "records";

    private ReportMetrics() {}

    static List<Metric> of(CleanupReport report) {
        String cleanup = report.cleanup();
        ExitCode code = report.exitCode();
        Instant end = report.startedAt().plus(report.duration());
        List<Metric> readings = new ArrayList<>();
        readings.add(run(cleanup, code, 1, seconds(report.duration())));
        readings.add(gauge("cleanup.last.run", cleanup, (double) end.getEpochSecond()));
        readings.add(gauge("cleanup.last.duration", cleanup, seconds(report.duration())));
        if (code == ExitCode.COMPLETED) {
            readings.add(gauge("cleanup.last.success", cleanup, (double) end.getEpochSecond()));
        }
        report.tasks().forEach(task -> ofTask(cleanup, task).forEach(readings::add));
        return readings;
    }

    /** The numbers of a task before its first run. */
    static Stream<Metric> expected(String cleanup, String task) {
        return Stream.concat(
                counts(cleanup, task, ScanCounts.NOTHING, OutcomeCounts.NONE, OutcomeCounts.NONE),
                levels(cleanup, task, ScanCounts.NOTHING));
    }

    private static Stream<Metric> ofTask(String cleanup, TaskReport task) {
        Stream<Metric> counts = counts(cleanup, task.task(), task.seen(), task.files(), task.records());
        // A task that saw nothing because it was skipped or refused early says nothing about how much there is.
        return task.seen().equals(ScanCounts.NOTHING) && !task.outcome().isSuccess()
                ? counts
                : Stream.concat(counts, levels(cleanup, task.task(), task.seen()));
    }

    private static Stream<Metric> counts(
            String cleanup, String task, ScanCounts seen, OutcomeCounts files, OutcomeCounts records) {
        Map<String, String> tags = Map.of("cleanup", cleanup, "task", task);
        return Stream.of(
                counter("cleanup.files.scanned", tags, FILES, seen.listed()),
                counter("cleanup.files.candidates", tags, FILES, files.total()),
                counter("cleanup.files.deleted", tags, FILES, files.removed()),
                skipped(tags, "kept", files.kept() + files.putBack()),
                skipped(tags, "already_gone", files.alreadyGone()),
                skipped(tags, "left_over", files.notReached()),
                counter("cleanup.files.failed", tags, FILES, files.failed() + files.unknown()),
                counter("cleanup.records.settled", tags, RECORDS, records.settled()),
                counter("cleanup.records.failed", tags, RECORDS, records.failed() + records.unknown()),
                counter("cleanup.freed", tags, "bytes", files.bytes()));
    }

    private static Stream<Metric> levels(String cleanup, String task, ScanCounts seen) {
        Map<String, String> tags = Map.of("cleanup", cleanup, "task", task);
        return Stream.of(
                new Metric("cleanup.orphans", tags, Metric.Kind.GAUGE, FILES, 0, seen.unreferenced()),
                new Metric("cleanup.records.found", tags, Metric.Kind.GAUGE, RECORDS, 0, seen.records()));
    }

    static Metric run(String cleanup, ExitCode code, long count, double seconds) {
        String outcome = code.name().toLowerCase(Locale.ROOT);
        Map<String, String> tags = Map.of("cleanup", cleanup, "outcome", outcome);
        return new Metric("cleanup.run", tags, Metric.Kind.TIMER, "seconds", count, seconds);
    }

    private static Metric skipped(Map<String, String> tags, String reason, long count) {
        Map<String, String> more = Map.of(
                "cleanup", tags.getOrDefault("cleanup", ""), "task", tags.getOrDefault("task", ""), "reason", reason);
        return counter("cleanup.files.skipped", more, FILES, count);
    }

    private static Metric counter(String name, Map<String, String> tags, String unit, long count) {
        return new Metric(name, tags, Metric.Kind.COUNTER, unit, 0, count);
    }

    private static Metric gauge(String name, String cleanup, double value) {
        return new Metric(name, Map.of("cleanup", cleanup), Metric.Kind.GAUGE, "seconds", 0, value);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
