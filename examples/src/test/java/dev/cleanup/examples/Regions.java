package dev.cleanup.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The marked regions of a test, and the samples of a document that are to be the same. */
final class Regions {

    /** Tests run in the module's directory. */
    private static final Path SOURCES = Path.of("src/test/java");

    private static final Path DOCUMENTS = Path.of("..");

    private Regions() {}

    /** The regions of a test by their names, each indented as its first line; several of one name are one. */
    static Map<String, String> of(Class<?> test) throws IOException {
        return in(SOURCES.resolve(test.getName().replace('.', '/') + ".java"));
    }

    /** The same of a test in a module that the examples do not depend on. */
    static Map<String, String> of(String module, String test) throws IOException {
        return in(DOCUMENTS.resolve(module).resolve(SOURCES).resolve(test.replace('.', '/') + ".java"));
    }

    private static Map<String, String> in(Path source) throws IOException {
        Map<String, List<String>> regions = new LinkedHashMap<>();
        String name = "";
        for (String line : Files.readAllLines(source, UTF_8)) {
            if (line.strip().startsWith("// region ")) {
                name = line.strip().substring("// region ".length());
            } else if (line.strip().equals("// endregion")) {
                name = "";
            } else if (!name.isEmpty()) {
                regions.computeIfAbsent(name, any -> new ArrayList<>()).add(line);
            }
        }
        return regions.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, region -> unindented(region.getValue())));
    }

    private static String unindented(List<String> lines) {
        int indent = lines.get(0).length() - lines.get(0).stripLeading().length();
        return lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .collect(Collectors.joining("\n"));
    }

    /** A document of the project. */
    static String document(String path) throws IOException {
        return Files.readString(DOCUMENTS.resolve(path), UTF_8);
    }

    /** The samples of Java in a document. */
    static List<String> samples(String document) throws IOException {
        List<String> samples = new ArrayList<>();
        String[] parts = document(document).split("```java\n", -1);
        for (int i = 1; i < parts.length; i++) {
            samples.add(parts[i].substring(0, parts[i].indexOf("\n```")));
        }
        return samples;
    }
}
