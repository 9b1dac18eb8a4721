package dev.cleanup.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One way to find and to remove the files that no row names, as a process of its own. */
enum Contestant {
    /** The library with two threads. */
    CLEANUP("cleanup", "-Xmx512m", "dev.cleanup.benchmarks.WithCleanup", "2"),
    /** The library on the caller's thread alone. */
    CLEANUP_ALONE("cleanup-alone", "-Xmx64m", "dev.cleanup.benchmarks.WithCleanup", "1"),
    /** find, sort and comm. */
    SHELL("shell", "", "", ""),
    /** A tree walk, a set and a query: what one writes by hand. */
    WALK("walk", "-Xmx2g", "dev.cleanup.benchmarks.HandWritten", ""),
    /** Nothing but the names and the references, joined with nothing. */
    FLOOR("floor", "-Xmx512m", "dev.cleanup.benchmarks.Floor", "");

    private final String id;
    private final String heap;
    private final String program;
    private final String threads;

    Contestant(String id, String heap, String program, String threads) {
        this.id = id;
        this.heap = heap;
        this.program = program;
        this.threads = threads;
    }

    String id() {
        return id;
    }

    boolean canPlay(Phase phase) {
        return this != FLOOR || phase == Phase.PLAN;
    }

    /** Whether this machine has what it needs. */
    boolean isAvailable() {
        return this != SHELL || hasPsql();
    }

    private static boolean hasPsql() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
    }

    boolean staysWarm() {
        return this != SHELL;
    }

    /** What to start; a Java program then does one round for each line it reads. */
    List<String> command(Phase phase, Path root, String url, Path scripts) {
        if (this == SHELL) {
            return List.of("bash", scripts.resolve("shell.sh").toString(), phase.id(), root.toString(), url);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(heap);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program));
        command.addAll(List.of(phase.id(), root.toString(), url, threads));
        return command;
    }
}
