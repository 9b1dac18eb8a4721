package dev.cleanup.examples.faceswap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of FaceSwap, in a directory with a folder for each category. */
record ImageFiles(Path directory) {

    private static final List<String> CATEGORIES = List.of("photos", "templates", "preprocessed", "results");

    /** In a directory that is made if it is missing. */
    static ImageFiles in(Path directory) throws IOException {
        for (String category : CATEGORIES) {
            Files.createDirectories(directory.resolve(category));
        }
        return new ImageFiles(directory);
    }

    /** Stores content under a path that is free; the path. */
    String put(String path, byte[] content) {
        try {
            Files.write(directory.resolve(path), content);
            return path;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** The content of that path; empty if there is none. */
    Optional<byte[]> get(String path) {
        try {
            return Optional.of(Files.readAllBytes(directory.resolve(path)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
