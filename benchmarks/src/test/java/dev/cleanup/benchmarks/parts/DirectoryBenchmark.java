package dev.cleanup.benchmarks.parts;

import static org.openjdk.jmh.annotations.Mode.AverageTime;

import dev.cleanup.local.LocalDirectory;
import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it takes to list a directory in folders of a thousand files, and to look a thousand files up. */
@State(Scope.Benchmark)
@BenchmarkMode(AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DirectoryBenchmark {

    /** How many files there are. */
    @Param("10000")
    public int files;

    private Path root;
    private LocalDirectory directory;
    private List<FileKey> thousand;

    @Setup
    public void make() throws IOException {
        root = Files.createTempDirectory("parts");
        for (int number = 0; number < files; number++) {
            Path folder = root.resolve(Integer.toString(number / 1000));
            if (number % 1000 == 0) {
                Files.createDirectory(folder);
            }
            Files.createFile(folder.resolve("rec-" + number + ".mp3"));
        }
        directory = LocalDirectory.at(root);
        Counting listed = new Counting();
        directory.list(listed);
        thousand = listed.keys();
    }

    @TearDown
    public void remove() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Benchmark
    public long list() {
        Counting sink = new Counting();
        directory.list(sink);
        return sink.count();
    }

    @Benchmark
    public long lookUpAThousand() {
        Counting sink = new Counting();
        directory.lookUp(thousand, sink);
        return sink.count();
    }
}
