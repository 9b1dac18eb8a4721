package dev.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.metrics.CleanupMetrics;
import dev.cleanup.metrics.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MetricsTest {

    private static final Map<String, String> TASK = Map.of("cleanup", "media", "task", Sweep.TASK);

    private final Sweep sweep = new Sweep();
    private final CleanupMetrics metrics = new CleanupMetrics();
    private final Cleanup cleanup = sweep.builder().listener(metrics).build();

    private Metric metric(String name, Map<String, String> tags) {
        return metrics.read().stream()
                .filter(metric -> metric.name().equals(name) && metric.tags().equals(tags))
                .findFirst()
                .orElseThrow();
    }

    private double value(String name) {
        return metric(name, TASK).value();
    }

    private double skipped(String reason) {
        Map<String, String> tags = new HashMap<>(TASK);
        tags.put("reason", reason);
        return metric("cleanup.files.skipped", tags).value();
    }

    @Test
    void countsWhatTheRunsDid() {
        sweep.healthy(10).old("a", "b", "stubborn").young("young");
        sweep.storage.failRemoval("stubborn");

        cleanup.run();
        sweep.old("c");
        cleanup.run();

        assertThat(value("cleanup.files.scanned")).isEqualTo(14 + 13);
        assertThat(value("cleanup.files.candidates")).isEqualTo(5);
        assertThat(value("cleanup.files.deleted")).isEqualTo(3);
        assertThat(value("cleanup.files.failed")).isEqualTo(2);
        assertThat(value("cleanup.freed")).isEqualTo(30);
        assertThat(metrics.sum("cleanup.files.deleted")).hasValue(3);
    }

    @Test
    void everyCandidateIsDeletedSkippedOrFailed() {
        sweep.healthy(10).old("a", "b", "gone", "stubborn");
        sweep.storage.failRemoval("stubborn");
        sweep.storage.beforeRemoval(() -> sweep.storage.delete("gone"));

        cleanup.run();
        cleanup.stopWhen(() -> true).run();

        assertThat(skipped("already_gone")).isOne();
        assertThat(value("cleanup.files.deleted")
                        + value("cleanup.files.failed")
                        + skipped("kept")
                        + skipped("already_gone")
                        + skipped("left_over"))
                .isEqualTo(value("cleanup.files.candidates"));
    }

    @Test
    void saysHowManyThereWereAtTheLastLook() {
        sweep.healthy(10).old("a", "b").young("young");

        cleanup.run();
        assertThat(value("cleanup.orphans")).isEqualTo(3);
        cleanup.run();
        assertThat(value("cleanup.orphans")).isEqualTo(1);
        cleanup.stopWhen(() -> true).run();
        assertThat(value("cleanup.orphans"))
                .as("a run that saw nothing says nothing")
                .isEqualTo(1);
    }

    @Test
    void timesRunsByTheirOutcome() {
        sweep.healthy(10).old("a");
        cleanup.run();
        cleanup.run();
        sweep.storage.failVerify();
        cleanup.run();

        Metric completed = metric("cleanup.run", Map.of("cleanup", "media", "outcome", "completed"));
        assertThat(completed.count()).isEqualTo(2);
        assertThat(completed.value()).isPositive().isLessThan(60);
        assertThat(metric("cleanup.run", Map.of("cleanup", "media", "outcome", "failed"))
                        .count())
                .isOne();
    }

    @Test
    void saysWhenTheLastRunAndTheLastGoodOneEnded() {
        Map<String, String> tags = Map.of("cleanup", "media");
        sweep.healthy(10);
        double first = sweep.clock.instant().getEpochSecond();
        cleanup.run();
        sweep.clock.step(Sweep.DAY);
        sweep.storage.failVerify();
        cleanup.run();

        assertThat(metric("cleanup.last.success", tags).value()).isBetween(first, first + 60);
        assertThat(metric("cleanup.last.run", tags).value()).isBetween(first + 86_400, first + 86_460);
        assertThat(metric("cleanup.last.duration", tags).value()).isPositive();
    }

    @Test
    void expectedNumbersAreZerosBeforeTheFirstRun() {
        metrics.expect("media", Sweep.TASK);
        int expected = metrics.read().size();
        sweep.healthy(10).old("a");

        assertThat(metrics.read()).allMatch(metric -> metric.value() == 0 && metric.count() == 0);
        cleanup.run();

        assertThat(value("cleanup.files.deleted")).isOne();
        assertThat(metrics.read())
                .as("and when the last run ended, which nobody can expect")
                .hasSize(expected + 3);
    }

    @Test
    void aFollowerHearsOfEachNumberOnce() {
        List<Metric> heard = new ArrayList<>();
        metrics.expect("media", Sweep.TASK);
        metrics.follow(heard::add);
        assertThat(heard).hasSameSizeAs(metrics.read());

        cleanup.run();
        cleanup.run();

        assertThat(heard).hasSameSizeAs(metrics.read());
        assertThat(heard).extracting(metric -> metric.name() + metric.tags()).doesNotHaveDuplicates();
    }

    @Test
    void storageIsMeasuredWheneverItIsRead() {
        long[] used = {100};
        metrics.storageUsed("uploads", () -> used[0]).storageQuota("uploads", () -> 1000);
        Map<String, String> tags = Map.of("store", "uploads");

        assertThat(metric("cleanup.storage.used", tags).value()).isEqualTo(100);
        used[0] = 200;
        assertThat(metric("cleanup.storage.used", tags).value()).isEqualTo(200);
        assertThat(metric("cleanup.storage.quota", tags).value()).isEqualTo(1000);
    }

    @Test
    void whatCannotBeMeasuredIsNoNumber() {
        metrics.storageUsed("uploads", () -> {
            throw new IllegalStateException("disk gone");
        });

        assertThat(metric("cleanup.storage.used", Map.of("store", "uploads")).value())
                .isNaN();
        assertThat(metrics.sum("cleanup.storage.unheard-of")).isEmpty();
    }

    @Test
    void severalThreadsMayCountAtOnce() throws Exception {
        sweep.healthy(1);
        var report = sweep.run();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(threads.submit(() -> metrics.onFinished(report)));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();

        assertThat(value("cleanup.files.scanned")).isEqualTo(1000);
    }
}
