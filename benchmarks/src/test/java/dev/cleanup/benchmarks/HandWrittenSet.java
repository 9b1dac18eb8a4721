package dev.cleanup.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What one writes by hand where the references come from elsewhere: all of them into a set, all files through it. */
final class HandWrittenSet {

    private HandWrittenSet() {}

    /** Takes root and number of references. */
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        Rounds.play(() -> new Finding.Names(orphans(root, count)));
    }

    private static List<String> orphans(Path root, int count) throws IOException {
        Set<String> referenced = new HashSet<>();
        for (int number = 0; number < count; number++) {
            referenced.add(GeneratedReferences.name(number));
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !referenced.contains(file))
                    .toList();
        }
    }
}
