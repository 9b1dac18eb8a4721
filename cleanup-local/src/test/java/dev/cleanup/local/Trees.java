package dev.cleanup.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes directories and files, and reads them back by path. */
public final class Trees {

    private Trees() {}

    public static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Files that hold their own name. */
    public static Path files(Path root, String... names) {
        for (String name : names) {
            file(root.resolve(name), name);
        }
        return root;
    }

    public static Path file(Path path, String content) {
        try {
            directory(path.getParent());
            return Files.writeString(path, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static String content(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static boolean exists(Path path) {
        return Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    }

    /** Everything below a directory that is no directory, relative to it; without the journals of batches. */
    public static Set<String> filesIn(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> !isBookkeeping(path))
                    .map(path -> root.relativize(path).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isBookkeeping(Path path) {
        return path.toString().matches(".*/\\.cleanup/(reserve|[0-9a-f-]{36})/(journal|lock)");
    }

    /** The folders of batches in the working directory of a storage, but for the reserve. */
    public static Set<String> batchesIn(Path root) {
        try (Stream<Path> all = Files.list(root.resolve(".cleanup"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("reserve"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (java.nio.file.NoSuchFileException none) {
            return Set.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
