package dev.cleanup.benchmarks.parts;

import static dev.cleanup.policy.Policies.largerThan;
import static dev.cleanup.policy.Policies.megabytes;
import static dev.cleanup.policy.Policies.named;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.olderThan;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.quotaAbove;
import static dev.cleanup.policy.Policies.unreferenced;
import static dev.cleanup.policy.Policies.within;
import static dev.cleanup.testkit.TestFacts.aFile;
import static org.openjdk.jmh.annotations.Mode.AverageTime;

import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.FileFacts;
import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Selection;
import dev.cleanup.policy.SelectionResult;
import dev.cleanup.policy.StorageUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it takes to judge a file, and to choose among ten thousand. */
@State(Scope.Thread)
@BenchmarkMode(AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PolicyBenchmark {

    private static final int CANDIDATES = 10_000;

    private final Instant now = Instant.parse("2026-01-09T00:00:00Z");
    private final FileFacts file =
            aFile().named("0042/a.mp3").sized(4096).aged(Duration.ofDays(8)).at(now);
    private final ItemPolicy orphan = unreferenced().and(olderThan(Duration.ofHours(24)));
    private final ItemPolicy narrower =
            orphan.and(not(named("*.keep", "**/keep/**"))).and(within("0042")).and(not(largerThan(megabytes(10))));
    private final Selection quota = quotaAbove(megabytes(1)).downTo(percent(80)).oldestFirst();
    private final StorageUsage used = new StorageUsage(
            FactValue.known(CANDIDATES * 1000L),
            FactValue.unreadable("not measured"),
            FactValue.unreadable("not measured"));
    private final List<Candidate> candidates = IntStream.range(0, CANDIDATES)
            .mapToObj(number -> aFile().named("rec-" + number + ".mp3")
                    .sized(1000)
                    .aged(Duration.ofMinutes(number * 7919L % CANDIDATES + 1))
                    .candidateAt(now))
            .toList();

    @Benchmark
    public Decision judgeAnOrphan() {
        return orphan.judge(file, now);
    }

    @Benchmark
    public Decision judgeByFiveRules() {
        return narrower.judge(file, now);
    }

    @Benchmark
    public SelectionResult chooseTheOldest() {
        return quota.choose(candidates, used);
    }
}
