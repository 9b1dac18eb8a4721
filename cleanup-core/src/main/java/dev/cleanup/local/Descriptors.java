package dev.cleanup.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Paths that lead into directories this process has open. Java makes links and directories by path only, and a path is walked
 * anew each time: another user can exchange a folder on the way for a symbolic link. Linux names each open directory in
 * {@code /proc}, and walks from there without a look at any name above.
 */
final class Descriptors {

    private static final Path OPEN = Path.of("/proc/self/fd");

    private Descriptors() {}

    /**
     * Finds a path to an open directory.
     *
     * @param key device and inode of the directory
     * @return the path, good for as long as the directory stays open; empty where the platform has none
     */
    static Optional<Path> of(Object key) throws IOException {
        if (!Files.isDirectory(OPEN)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OPEN)) {
            for (Path descriptor : descriptors) {
                if (leadsTo(descriptor, key)) {
                    return Optional.of(descriptor);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean leadsTo(Path descriptor, Object key) {
        try {
            BasicFileAttributes seen = Files.readAttributes(descriptor, BasicFileAttributes.class);
            return seen.isDirectory() && key.equals(seen.fileKey());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
