package dev.cleanup.examples.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process of a test, on the test's own class path. */
public final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    private Child(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a main class. */
    public static Child of(Class<?> main, String... arguments) throws IOException {
        return new Child(builder(main, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Starts a main class with variables in its environment; what it logs is read like what it prints. */
    public static Child of(Class<?> main, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = builder(main).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    private static ProcessBuilder builder(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command);
    }

    /** Reads on until there is that line. */
    public void awaitLine(String line) throws IOException {
        for (String read = out.readLine(); !line.equals(read); read = out.readLine()) {
            if (read == null) {
                throw new AssertionError("the child ended without saying " + line);
            }
        }
    }

    /** Sends SIGTERM; how long the process then took to end. */
    public Duration terminate() throws InterruptedException {
        long start = System.nanoTime();
        process.toHandle().destroy(); // which leaves its output to be read, unlike Process.destroy
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the child did not end");
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Kills it, so that it can put nothing in order. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The code with which it exits. */
    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** What it said after the last line that was awaited. */
    public List<String> rest() {
        return out.lines().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
