package dev.cleanup.examples.faceswap;

import dev.cleanup.history.Statistics;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How runs went, of all that are remembered; queries are those since the process began.
 *
 * @param runs how many there were
 * @param filesPerSecond files that went, by the time that runs took; null while there was no run
 * @param queries how many the database was asked by the cleanup
 * @param queryTimeMs how long these took together
 * @param failures how many items failed, by kind
 * @param storageBytes what the files held when a full run measured them last
 * @param storageGrowthBytesPerDay how much that grows; null while it was measured less than twice
 */
record Rates(
        long runs,
        @Nullable Double filesPerSecond,
        long queries,
        double queryTimeMs,
        Map<String, Long> failures,
        @Nullable Long storageBytes,
        @Nullable Double storageGrowthBytesPerDay) {

    private static final double NANOS_A_SECOND = 1e9;

    static Rates of(Statistics statistics, QueryTimes queries) {
        long runs = statistics.all().runs();
        double seconds = runs * statistics.durations().mean().toNanos() / NANOS_A_SECOND;
        OptionalDouble growth = statistics.bytesPerDay();
        return new Rates(
                runs,
                seconds == 0 ? null : statistics.all().files().removed() / seconds,
                queries.count(),
                queries.millis(),
                statistics.all().failures(),
                statistics.lastUsed().isPresent() ? statistics.lastUsed().getAsLong() : null,
                growth.isPresent() ? growth.getAsDouble() : null);
    }
}
