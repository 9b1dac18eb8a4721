package dev.cleanup.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark of a part runs; how fast it is is no test. */
class PartsTest {

    @Test
    void eachBenchmarkRunsOnce() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev\\.cleanup\\.benchmarks\\.parts")
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .param("files", "200")
                        .param("rows", "200")
                        .param("tokens", "200")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results)
                .extracting(result -> result.getParams().getBenchmark().replaceAll(".*parts\\.", ""))
                .contains(
                        "DirectoryBenchmark.list",
                        "DirectoryBenchmark.lookUpAThousand",
                        "MappingBenchmark.map",
                        "PlanBenchmark.plan",
                        "PolicyBenchmark.judgeAnOrphan",
                        "PolicyBenchmark.judgeByFiveRules",
                        "PolicyBenchmark.chooseTheOldest",
                        "ReferencesBenchmark.read",
                        "TokensBenchmark.find",
                        "TokensBenchmark.readReferences");
    }
}
