package dev.cleanup.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results on standard output, what explains them on standard error, and both in a file where one is kept. */
final class Printout implements AutoCloseable {

    private final Optional<PrintWriter> file;
    private final List<String> failures = new ArrayList<>();

    private Printout(Optional<PrintWriter> file) {
        this.file = file;
    }

    static Printout toTerminal() {
        return new Printout(Optional.empty());
    }

    /** Keeps a copy in a file. */
    static Printout keptIn(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new Printout(Optional.of(new PrintWriter(Files.newBufferedWriter(file, UTF_8), true)));
    }

    /** A result. */
    void line(String line) {
        System.out.println(line);
        file.ifPresent(kept -> kept.println(line));
    }

    /** What explains results. */
    void note(String note) {
        System.err.println(note);
        file.ifPresent(kept -> kept.println(("# " + note).stripTrailing()));
    }

    /** A contestant that has no result. */
    void failure(String failure) {
        note("FAILED " + failure);
        failures.add(failure);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        file.ifPresent(PrintWriter::close);
    }
}
