package dev.cleanup.local.internal.fs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Paths that lead into directories this process has open. Java makes links and directories by path only, and a path is walked
 * anew each time: another user can exchange a folder on the way for a symbolic link. Linux names each open directory in
 * {@code /proc}, and walks from there without a look at any name above.
 *
 * <p>A number that is closed is given to the next directory that is opened. So no directory of this package is closed between
 * the look for a number and its use.
 */
final class DescriptorPath {

    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final ReadWriteLock NUMBERS = new ReentrantReadWriteLock();

    private DescriptorPath() {}

    /** Something that uses numbers of open directories. */
    interface Use {
        void run() throws IOException;
    }

    /** Closes a directory, which frees its number. */
    interface Closing {
        void close() throws IOException;
    }

    /** Does something while no number is freed. */
    static void whileNoneCloses(Use use) throws IOException {
        NUMBERS.writeLock().lock();
        try {
            use.run();
        } finally {
            NUMBERS.writeLock().unlock();
        }
    }

    /** Closes a directory while no number is in use. */
    static void close(Closing directory) throws IOException {
        NUMBERS.readLock().lock();
        try {
            directory.close();
        } finally {
            NUMBERS.readLock().unlock();
        }
    }

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
