package dev.cleanup.examples.therapybridge;

import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunFigures;
import dev.cleanup.history.RunStatus;
import dev.cleanup.history.Statistics;
import dev.cleanup.history.TaskEntry;
import dev.cleanup.report.OutcomeCounts;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What was cleaned up, and where that leads.
 *
 * @param runs the runs, the newest first
 * @param trend what they come to
 */
record PastRuns(List<Run> runs, Trend trend) {

    /** One run, and who asked for it. */
    record Run(
            String run,
            Instant startedAt,
            @Nullable String askedBy,
            @Nullable String approvedBy,
            List<String> operations,
            RunStatus ending,
            long filesDeleted,
            long sessionsCleaned,
            double spaceFreedMb,
            long durationMs) {

        static Run of(RunEntry entry) {
            return new Run(
                    entry.id(),
                    entry.started(),
                    entry.request().actor().orElse(null),
                    entry.request().approvedBy().orElse(null),
                    entry.tasks().stream().map(TaskEntry::task).toList(),
                    entry.ending(),
                    entry.files().removed(),
                    entry.records().settled(),
                    Megabytes.of(entry.files().bytes()),
                    entry.duration().toMillis());
        }
    }

    /** All runs together; the error rate is that of items, and null stands for what nobody knows yet. */
    record Trend(
            long runs,
            long filesDeleted,
            double spaceFreedMb,
            @Nullable Double successRate,
            @Nullable Double errorRate,
            @Nullable Double storageMb,
            @Nullable Double storageGrowthMbPerDay) {

        static Trend of(Statistics statistics) {
            RunFigures all = statistics.all();
            OutcomeCounts files = all.files();
            return new Trend(
                    all.runs(),
                    files.removed(),
                    Megabytes.of(files.bytes()),
                    orNull(all.successRate()),
                    orNull(all.failureRate()),
                    statistics.lastUsed().isPresent()
                            ? Megabytes.of(statistics.lastUsed().getAsLong())
                            : null,
                    statistics.bytesPerDay().isPresent()
                            ? Megabytes.of(Math.round(statistics.bytesPerDay().getAsDouble()))
                            : null);
        }

        private static @Nullable Double orNull(OptionalDouble rate) {
            return rate.isPresent() ? rate.getAsDouble() : null;
        }
    }

    static PastRuns of(List<RunEntry> newestFirst) {
        return new PastRuns(newestFirst.stream().map(Run::of).toList(), Trend.of(Statistics.of(newestFirst)));
    }
}
