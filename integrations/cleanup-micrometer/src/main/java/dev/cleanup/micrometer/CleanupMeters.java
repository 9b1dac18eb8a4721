package dev.cleanup.micrometer;

import static java.util.Objects.requireNonNull;

import dev.cleanup.metrics.CleanupMetrics;
import dev.cleanup.metrics.Metric;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/**
 * Binds {@link CleanupMetrics} to registries: each of its numbers becomes a meter of the same name and tags, those that come
 * into being later included.
 *
 * <p>Meters read the metrics whenever the registry asks; a run never waits for a registry. Safe for use by several threads.
 */
public final class CleanupMeters implements MeterBinder {

    private final CleanupMetrics metrics;

    /**
     * A binder.
     *
     * @param metrics the numbers, given to a cleanup as its listener
     */
    public CleanupMeters(CleanupMetrics metrics) {
        this.metrics = requireNonNull(metrics, "metrics");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        requireNonNull(registry, "registry");
        metrics.follow(metric -> register(metric, registry));
    }

    private void register(Metric metric, MeterRegistry registry) {
        Tags tags = Tags.of(metric.tags().entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList());
        switch (metric.kind()) {
            case COUNTER ->
                FunctionCounter.builder(
                                metric.name(), metrics, all -> all.now(metric).value())
                        .tags(tags)
                        .baseUnit(metric.unit())
                        .register(registry);
            case GAUGE ->
                Gauge.builder(metric.name(), metrics, all -> all.now(metric).value())
                        .tags(tags)
                        .baseUnit(metric.unit())
                        .strongReference(true)
                        .register(registry);
            case TIMER ->
                FunctionTimer.builder(
                                metric.name(),
                                metrics,
                                all -> all.now(metric).count(),
                                all -> all.now(metric).value(),
                                TimeUnit.SECONDS)
                        .tags(tags)
                        .register(registry);
        }
    }

    @Override
    public String toString() {
        return "meters of " + metrics.read().size() + " numbers";
    }
}
