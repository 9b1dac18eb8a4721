package dev.cleanup.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
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
        in.write("go\n");
        in.flush();
        @Nullable String line = out.readLine();
        if (line == null) {
            throw new IOException(
                    "the contestant ended: " + process.info().commandLine().orElse("?"));
        }
        return Round.parse(line);
    }

    /** Plays the one round of a new process, timed from its start to its end. */
    Round playOnlyRound() throws IOException, InterruptedException {
        Round round = play();
        in.close();
        process.waitFor();
        return new Round((System.nanoTime() - started) / 1e9, round.removed(), round.digest());
    }

    long peakMegabytes() {
        return peakKilobytes / 1024;
    }

    private void watch() {
        while (process.isAlive()) {
            long now = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .mapToLong(Child::residentKilobytes)
                    .sum();
            peakKilobytes = Math.max(peakKilobytes, now);
            try {
                Thread.sleep(20);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private static long residentKilobytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
        watch.interrupt();
    }
}
