package dev.cleanup.benchmarks.parts;

import static dev.cleanup.CleanupTask.orphans;
import static org.openjdk.jmh.annotations.Mode.AverageTime;

import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the engine takes for a plan, one file in a hundred being an orphan; with the test kit, so without a disk. */
@State(Scope.Benchmark)
@BenchmarkMode(AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlanBenchmark {

    /** How many files there are. */
    @Param("10000")
    public int files;

    private Cleanup cleanup;

    @Setup
    public void compose() {
        InMemoryStorage storage = InMemoryStorage.named("storage");
        InMemoryReferences references = InMemoryReferences.named("references");
        for (int number = 0; number < files; number++) {
            String name = number / 1000 + "/rec-" + number + ".mp3";
            storage.put(name, 1000, Instant.parse("2026-01-01T00:00:00Z"));
            if (number % 100 != 0) {
                references.add(name);
            }
        }
        cleanup = Cleanup.of("plan", storage)
                .referencedBy(references)
                .task(orphans("orphans"))
                .clock(() -> Instant.parse("2026-01-09T00:00:00Z"))
                .build();
    }

    @Benchmark
    public CleanupPlan plan() {
        CleanupPlan plan = cleanup.plan();
        if (plan.task("orphans").items().size() != files / 100) {
            throw new IllegalStateException(plan.toText());
        }
        return plan;
    }
}
