package dev.cleanup.jsonstore;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.expired;

import dev.cleanup.Cleanup;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.report.CleanupReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A host, or a cleanup, in a process of its own. */
public final class ChildHost {

    private ChildHost() {}

    /** Does what the first argument says to the token file that the second one names. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        switch (args[0]) {
            case "add" -> add(file, Integer.parseInt(args[2]));
            case "try" -> System.out.println(isFree(file) ? "free" : "busy");
            case "read" -> readUntilTold(file);
            case "release" -> release(file, args[2]);
            case "remove" -> remove(file, List.of(args).subList(2, args.length));
            case "sweep" -> sweep(file, Path.of(args[2]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Adds tokens under the lock, of which every other one is expired. */
    private static void add(Path file, int count) {
        JsonFileLock lock = JsonFileLock.beside(file);
        for (int i = 0; i < count; i++) {
            String id = (i % 2 == 0 ? "valid-" : "expired-") + i;
            String expires = i % 2 == 0 ? "2099-01-01T00:00:00Z" : "2020-01-01T00:00:00Z";
            try (JsonFileLock.Hold hold = lock.hold()) {
                String content = new String(hold.read().orElseThrow(), StandardCharsets.UTF_8);
                String entry = "\"%s\": {\"expires_at\": \"%s\"}".formatted(id, expires);
                String gap = content.contains(":") ? ", " : "";
                hold.write(content.replaceFirst("\\{", "{" + entry + gap).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static boolean isFree(Path file) {
        try (JsonFileLock.Hold hold =
                JsonFileLock.beside(file).waiting(Duration.ZERO).hold()) {
            return hold.read().isPresent();
        } catch (JsonFileBusyException busy) {
            return false;
        }
    }

    /** Begins to read the entries, says so, and goes on once its input ends. */
    private static void readUntilTold(Path file) {
        JsonRecords records = JsonRecords.in(file).objectById().lockedBy(JsonFileLock.beside(file));
        records.openClaims(claim -> {
            System.out.println("reading");
            awaitEndOfInput();
        });
    }

    private static void awaitEndOfInput() {
        try {
            System.in.readAllBytes();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Claims all entries, and takes the mark of one off again. */
    private static void release(Path file, String id) {
        JsonRecords records = JsonRecords.in(file).objectById().lockedBy(JsonFileLock.beside(file));
        Found found = Found.in(records).claim(records);
        records.release(List.of(found.claims.get(id)), (claim, outcome) -> {});
    }

    private static void remove(Path file, List<String> ids) {
        JsonRecords records = JsonRecords.in(file).objectById().lockedBy(JsonFileLock.beside(file));
        Found.removing(records, ids.toArray(String[]::new));
    }

    /** A whole run, orphans included. */
    private static void sweep(Path file, Path audio) {
        JsonRecords tokens = JsonRecords.in(file)
                .objectById()
                .created("/created_at")
                .expires("/expires_at")
                .file("/audio")
                .lockedBy(JsonFileLock.beside(file));
        CleanupReport report = Cleanup.of("recovery", LocalDirectory.at(audio))
                .task(orphans("orphans").olderThan(Duration.ofHours(24)))
                .task(records("expired", tokens)
                        .where(expired())
                        .removingFiles()
                        .deletingRecords())
                .build()
                .run();
        System.out.println("settled " + report.task("expired").records().settled());
        System.out.println("success " + report.isSuccess());
    }

    /** Starts it, with more before or after the name of the program. */
    public static Process start(List<String> before, List<String> options, String... args) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildHost.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What it says, once it has ended as it should. */
    static String outputOf(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(output);
        }
        return output;
    }
}
