package dev.cleanup.benchmarks.parts;

import static dev.cleanup.policy.Policies.expired;
import static java.util.stream.Collectors.joining;
import static org.openjdk.jmh.annotations.Mode.AverageTime;

import dev.cleanup.jsonstore.JsonRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it takes to read a file of tokens: for the files they name, and for those that are due. */
@State(Scope.Benchmark)
@BenchmarkMode(AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TokensBenchmark {

    /** How many tokens there are. */
    @Param("10000")
    public int tokens;

    private Path file;
    private JsonRecords records;

    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("tokens", ".json");
        Files.writeString(
                file,
                IntStream.range(0, tokens)
                        .mapToObj(number -> "\"" + number + "\": {\"audio\": \"rec-" + number
                                + ".mp3\", \"expires_at\": \"2026-01-01T00:00:00Z\"}")
                        .collect(joining(",\n", "{", "}")));
        records = JsonRecords.in(file)
                .objectById()
                .expires("/expires_at")
                .file("/audio")
                .readOnly();
    }

    @TearDown
    public void remove() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public long readReferences() {
        Counting sink = new Counting();
        records.read(sink);
        return sink.count();
    }

    @Benchmark
    public long find() {
        Counting sink = new Counting();
        records.find(expired(), Instant.parse("2027-01-01T00:00:00Z"), sink);
        return sink.count();
    }
}
