package dev.cleanup.metrics;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Numbers of what runs did since this listener was made: how many, how long, how much they removed.
 *
 * <p>Give it to each {@linkplain dev.cleanup.CleanupBuilder#listener cleanup} whose runs it is to count. The names and tags stand in
 * {@code docs/operating.md}. Safe for use by several threads; reading delays no run.
 */
public final class CleanupMetrics implements CleanupListener {

    /** What tells one number from another. */
    private record Id(String name, Map<String, String> tags) {

        static Id of(Metric metric) {
            return new Id(metric.name(), metric.tags());
        }
    }

    private final Map<Id, Metric> metrics = new LinkedHashMap<>();
    private final Map<Id, LongSupplier> measured = new LinkedHashMap<>();
    private final List<Consumer<Metric>> followers = new ArrayList<>();

    /** Metrics without numbers. */
    public CleanupMetrics() {
        // not a default constructor, which no comment could stand on
    }

    /**
     * Makes numbers appear as zeros before the first run, so that who watches them sees more than gaps.
     *
     * @param cleanup the name of a cleanup
     * @param tasks the names of its tasks
     * @return these metrics
     */
    public CleanupMetrics expect(String cleanup, String... tasks) {
        Stream<Metric> runs = Stream.of(ExitCode.values()).map(code -> ReportMetrics.run(cleanup, code, 0, 0));
        Stream<Metric> all = Stream.of(tasks).flatMap(task -> ReportMetrics.expected(cleanup, task));
        add(Stream.concat(runs, all).toList());
        return this;
    }

    /**
     * Adds how much a storage holds, measured whenever it is read.
     *
     * @param store the name of the storage, for the tag
     * @param bytes measures it; what it throws makes the number unknown
     * @return these metrics
     */
    public CleanupMetrics storageUsed(String store, LongSupplier bytes) {
        return measure("cleanup.storage.used", store, bytes);
    }

    /**
     * Adds how much a storage may hold, asked for whenever it is read.
     *
     * @param store the name of the storage, for the tag
     * @param bytes says how much; what it throws makes the number unknown
     * @return these metrics
     */
    public CleanupMetrics storageQuota(String store, LongSupplier bytes) {
        return measure("cleanup.storage.quota", store, bytes);
    }

    private CleanupMetrics measure(String name, String store, LongSupplier bytes) {
        Metric unread = new Metric(name, Map.of("store", store), Metric.Kind.GAUGE, "bytes", 0, Double.NaN);
        synchronized (this) {
            measured.put(Id.of(unread), requireNonNull(bytes, "bytes"));
        }
        add(List.of(unread));
        return this;
    }

    @Override
    public void onFinished(CleanupReport report) {
        add(ReportMetrics.of(report));
    }

    private void add(List<Metric> readings) {
        List<Metric> fresh = new ArrayList<>();
        List<Consumer<Metric>> told;
        synchronized (this) {
            for (Metric reading : readings) {
                if (!metrics.containsKey(Id.of(reading))) {
                    fresh.add(reading);
                }
                metrics.merge(Id.of(reading), reading, Metric::then);
            }
            told = List.copyOf(followers);
        }
        told.forEach(fresh::forEach);
    }

    /**
     * All numbers.
     *
     * @return the numbers as they are now
     */
    public List<Metric> read() {
        List<Metric> known;
        synchronized (this) {
            known = List.copyOf(metrics.values());
        }
        return known.stream().map(this::measured).toList();
    }

    /**
     * A number, of all cleanups, tasks and outcomes together.
     *
     * @param name its name, such as {@code cleanup.files.deleted}
     * @return the sum; empty if there is none of that name
     */
    public OptionalDouble sum(String name) {
        List<Metric> all =
                read().stream().filter(metric -> metric.name().equals(name)).toList();
        return all.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(all.stream().mapToDouble(Metric::value).sum());
    }

    /**
     * The present state of a number that was read before.
     *
     * @param metric the number, as it was
     * @return the number as it is now
     */
    public Metric now(Metric metric) {
        Metric known;
        synchronized (this) {
            known = metrics.getOrDefault(Id.of(metric), metric);
        }
        return measured(known);
    }

    /** Asks outside the lock: measuring may take its time. */
    private Metric measured(Metric metric) {
        LongSupplier bytes;
        synchronized (this) {
            bytes = measured.get(Id.of(metric));
        }
        if (bytes == null) {
            return metric;
        }
        return new Metric(metric.name(), metric.tags(), metric.kind(), metric.unit(), 0, ask(bytes));
    }

    private static double ask(LongSupplier bytes) {
        try {
            return bytes.getAsLong();
        } catch (RuntimeException unknown) {
            return Double.NaN;
        }
    }

    /**
     * Tells of each number once: of those that are there now, and later of each that comes into being.
     *
     * @param follower hears of it, on the thread that brings it; binders register it with their registry
     */
    public void follow(Consumer<Metric> follower) {
        List<Metric> known;
        synchronized (this) {
            followers.add(requireNonNull(follower, "follower"));
            known = List.copyOf(metrics.values());
        }
        known.forEach(follower);
    }
}
