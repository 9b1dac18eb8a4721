package dev.cleanup.history;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the stored files held at one moment. Immutable.
 *
 * @param at when
 * @param bytes logical bytes
 */
public record StorageUsageTrend(Instant at, long bytes) {

    private static final double NANOS_A_DAY = Duration.ofDays(1).toNanos();

    /** Checks that the instant is there. */
    public StorageUsageTrend {
        requireNonNull(at, "at");
    }

    /**
     * How much the use grows: the slope of the straight line that fits best, by least squares.
     *
     * @param uses what was measured, in any order
     * @return bytes a day, negative where it shrinks; empty where fewer than two moments were measured
     */
    public static OptionalDouble trend(List<StorageUsageTrend> uses) {
        double[] days = uses.stream().mapToDouble(use -> days(uses.get(0), use)).toArray();
        double[] bytes = uses.stream().mapToDouble(StorageUsageTrend::bytes).toArray();
        double meanDay = mean(days);
        double meanBytes = mean(bytes);
        double together = 0;
        double alone = 0;
        for (int i = 0; i < days.length; i++) {
            together += (days[i] - meanDay) * (bytes[i] - meanBytes);
            alone += (days[i] - meanDay) * (days[i] - meanDay);
        }
        return alone == 0 ? OptionalDouble.empty() : OptionalDouble.of(together / alone);
    }

    private static double days(StorageUsageTrend from, StorageUsageTrend to) {
        Duration time = Duration.between(from.at, to.at);
        return (time.getSeconds() * 1e9 + time.getNano()) / NANOS_A_DAY;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
