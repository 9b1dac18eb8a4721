package dev.cleanup.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A contestant's process. Its memory is watched while it lives. */
final class Child implements AutoCloseable {

    private final long started = System.nanoTime();
    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private final Thread watch;
    private volatile long peakKilobytes;

    Child(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = process.outputWriter(UTF_8);
        out = process.inputReader(UTF_8);
        watch = new Thread(this::watch, "memory watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Plays a round, timed by the child. */
    Round play() throws IOException {
        begin();
        @Nullable String line = out.readLine();
        if (line == null) {
            throw new LostException("it ended without an answer; what it said last stands above");
        }
        return Round.parse(line);
    }

    private void begin() throws IOException {
        try {
            in.write("go\n");
            in.flush();
        } catch (IOException ended) {
            throw new LostException("it ended before its round began; what it said last stands above");
        }
    }

    /** Plays the one round of a new process, timed from its start to its end. */
    Round playOnlyRound() throws IOException, InterruptedException {
        Round round = play();
        in.close();
        if (process.waitFor() != 0) {
            throw new LostException("it ended with exit code " + process.exitValue());
        }
        return new Round((System.nanoTime() - started) / 1e9, round.removed(), round.digest());
    }

    long peakMegabytes() {
        return peakKilobytes / 1024;
    }

    private void watch() {
        while (process.isAlive()) {
            peakKilobytes = Math.max(peakKilobytes, residentKilobytes(Long.toString(process.pid())));
            try {
                Thread.sleep(20);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /** With what it has started. To ask for all descendants would read every process of the machine, each time. */
    private static long residentKilobytes(String pid) {
        Path process = Path.of("/proc", pid);
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            long own = lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
            String children =
                    Files.readString(process.resolve("task").resolve(pid).resolve("children"));
            return own
                    + Stream.of(children.split(" "))
                            .filter(child -> !child.isBlank())
                            .mapToLong(Child::residentKilobytes)
                            .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        watch.interrupt();
    }
}
