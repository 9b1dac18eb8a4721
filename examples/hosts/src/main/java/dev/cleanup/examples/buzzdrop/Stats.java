package dev.cleanup.examples.buzzdrop;

import dev.cleanup.history.RunFigures;
import dev.cleanup.history.Statistics;
import dev.cleanup.report.OutcomeCounts;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all cycles came to, by the names that Buzzdrop always had. The duration is in seconds. */
record Stats(
        long totalCycles,
        long expiredFilesRemoved,
        long orphanedFilesRemoved,
        long oldRecordsRemoved,
        @Nullable Instant lastRun,
        double lastDuration) {

    private static final double MILLIS = 1e3;

    static Stats of(Statistics statistics) {
        return new Stats(
                statistics.all().runs(),
                count(statistics, BuzzdropCleanup.EXPIRED, RunFigures::files, OutcomeCounts::deleted),
                count(statistics, BuzzdropCleanup.ORPHANS, RunFigures::files, OutcomeCounts::deleted),
                count(statistics, BuzzdropCleanup.OLD_RECORDS, RunFigures::records, OutcomeCounts::settled),
                statistics.all().last().orElse(null),
                statistics.durations().last().toMillis() / MILLIS);
    }

    private static long count(
            Statistics statistics,
            String task,
            Function<RunFigures, OutcomeCounts> items,
            Function<OutcomeCounts, Long> outcome) {
        return statistics.task(task).map(items).map(outcome).orElse(0L);
    }
}
