package dev.cleanup.benchmarks.parts;

import static org.openjdk.jmh.annotations.Mode.AverageTime;

import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.Owner;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it takes to turn a value of the database into a key. */
@State(Scope.Thread)
@BenchmarkMode(AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MappingBenchmark {

    private static final String NAME = "0042/rec-00042042-9e3779b97f4a7c15.mp3";

    private static final Map<String, KeyMapping> MAPPINGS = Map.of(
            "relative", KeyMapping.relativePaths(),
            "absolute", KeyMapping.absolutePathsUnder("/srv/uploads"),
            "url", KeyMapping.urlsUnder("https://cdn.example.org/"),
            "derived", KeyMapping.relativePaths().deriving(key -> key.sibling(key.stem() + "_small.jpg")));

    private static final Map<String, String> VALUES = Map.of(
            "relative",
            NAME,
            "absolute",
            "/srv/uploads/" + NAME,
            "url",
            "https://cdn.example.org/" + NAME,
            "derived",
            NAME);

    private final Owner owner = new Owner("uploads", "42");
    private final Counting sink = new Counting();
    private KeyMapping mapping;
    private String value;

    /** What the values look like. */
    @Param({"relative", "absolute", "url", "derived"})
    public String form;

    @Setup
    public void choose() {
        mapping = MAPPINGS.get(form);
        value = VALUES.get(form);
    }

    @Benchmark
    public long map() {
        mapping.deliver(value, owner, sink);
        return sink.count();
    }
}
