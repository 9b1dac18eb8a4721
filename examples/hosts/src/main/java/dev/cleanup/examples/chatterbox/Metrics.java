package dev.cleanup.examples.chatterbox;

import dev.cleanup.Cleanup;
import dev.cleanup.history.RunFigures;
import dev.cleanup.history.Statistics;
import dev.cleanup.report.OutcomeCounts;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What all cleanups came to, as the host's dashboard knows it. */
record Metrics(
        long tokensCleaned,
        long filesCleaned,
        long bytesFreed,
        long errors,
        @Nullable Instant lastCleanup,
        @Nullable String lastError,
        long storageSize,
        long storageLimit,
        BigDecimal retentionHours) {

    static Metrics of(Cleanup cleanup, ChatterboxSettings settings) {
        Statistics statistics = cleanup.statistics();
        RunFigures all = statistics.all();
        OutcomeCounts items = all.files().plus(all.records());
        return new Metrics(
                all.records().settled(),
                all.files().deleted() + all.files().archived(),
                all.files().bytes(),
                items.failed() + items.unknown(),
                all.last().orElse(null),
                all.lastError().map(RunFigures.LastError::text).orElse(null),
                cleanup.storageUsage().bytes(),
                settings.maxStorage().bytes(),
                Hours.of(settings.retention()));
    }
}
