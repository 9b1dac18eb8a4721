package dev.cleanup.examples.quickstart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything below a directory, byte for byte: files with their content, links with their target, folders. But not what the
 * library keeps for itself between runs.
 */
final class Snapshot {

    private Snapshot() {}

    static Map<String, String> of(Path directory) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String name = directory.relativize(path).toString();
                if (!name.contains(".cleanup")) {
                    entries.put(name, show(path));
                }
            }
        }
        return entries;
    }

    private static String show(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "link to " + Files.readSymbolicLink(path);
        }
        return Files.isDirectory(path) ? "folder" : "file: " + new String(Files.readAllBytes(path), ISO_8859_1);
    }
}
