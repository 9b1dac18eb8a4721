package dev.cleanup.local;

import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Lists, looks up and removes in a JVM of its own, which the environment or the user of the test's would not do for. */
public final class ChildJvm {

    private ChildJvm() {}

    /** Says what it finds below a directory, in plain ASCII; removes what it is told by name, escaped likewise. */
    public static void main(String[] args) {
        LocalDirectory storage = LocalDirectory.at(Path.of(args[0])).excluding("*.tmp", "cache/*");
        storage.limitations().forEach(note -> say("note", note));
        Found found = Found.listing(storage);
        new TreeSet<>(found.keys).forEach(key -> say("key", key));
        found.unusable.forEach((name, why) -> say("unusable", name + " " + why));
        found.failures.forEach((name, failure) -> say("unreadable", name + " " + failure.type()));
        for (String escaped : List.of(args).subList(1, args.length)) {
            String key = escaped.translateEscapes().replace("(e)", "\u00e9");
            Found seen = Found.lookingUp(storage, FileKey.of(key).path());
            say("holds", key + " " + storage.supportsKey(FileKey.of(key)));
            seen.failures.forEach((name, failure) -> say("unknown", name + " " + failure));
            seen.files.values().forEach(file -> say("outcome", key + " " + Found.removing(storage, file)));
        }
    }

    private static void say(String what, String text) {
        StringBuilder ascii = new StringBuilder();
        text.chars().forEach(c -> ascii.append(c < 127 ? Character.toString(c) : String.format("{%04x}", c)));
        System.out.println(what + " " + ascii);
    }

    /** Runs it; the classes are copied where every user can read them. */
    public static List<String> run(Path temp, List<String> before, String locale, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto"));
        command.addAll(List.of("-cp", readableClasses(temp.resolve("classes")), ChildJvm.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(output);
        }
        return output.lines().toList();
    }

    private static String readableClasses(Path target) throws IOException {
        List<String> classPath = new ArrayList<>();
        for (Class<?> type : List.of(ChildJvm.class, LocalDirectory.class, FileKey.class)) {
            Path source = locationOf(type);
            Path copy = target.resolve(Integer.toString(classPath.size()));
            copy(source, Files.isDirectory(source) ? copy : copy.resolveSibling(copy.getFileName() + ".jar"));
            classPath.add(Files.isDirectory(source) ? copy.toString() : copy + ".jar");
        }
        return String.join(":", classPath);
    }

    private static Path locationOf(Class<?> type) {
        return Path.of(java.net.URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (Stream<Path> all = Files.walk(source)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path to = target.resolve(source.relativize(path).toString());
                Files.copy(path, source.equals(path) ? target : to);
            }
        }
    }
}
