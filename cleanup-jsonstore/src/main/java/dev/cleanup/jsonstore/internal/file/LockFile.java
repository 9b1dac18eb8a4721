package dev.cleanup.jsonstore.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock among the threads of this JVM, and among processes through a file.
 *
 * <p>The system knows one lock for each process, which the closing of any channel to the file takes away. So one instance
 * stands for a file in this JVM, its threads come first, and only who holds it opens the file. Safe for use by several
 * threads; the thread that holds it may take it again.
 */
public final class LockFile {

    /** Whether others may read at the same time. */
    public enum Mode {
        SHARED(StandardOpenOption.READ),
        EXCLUSIVE(StandardOpenOption.WRITE);

        private final StandardOpenOption access;

        Mode(StandardOpenOption access) {
            this.access = access;
        }
    }

    private static final long POLL_MILLIS = 5;

    private static final ConcurrentMap<Path, LockFile> ALL = new ConcurrentHashMap<>();

    /** Channels to files that another copy of this class has locked: closing one would take its lock away. */
    private static final Queue<FileChannel> KEPT_OPEN = new ConcurrentLinkedQueue<>();

    private final Path path;
    private final ReentrantLock threads = new ReentrantLock();
    private Optional<FileLock> held = Optional.empty();
    private Mode mode = Mode.EXCLUSIVE;

    private LockFile(Path path) {
        this.path = path;
    }

    public static LockFile at(Path path) {
        return ALL.computeIfAbsent(path, LockFile::new);
    }

    /** Makes the file where it is missing, and says whether it did. */
    public interface Maker {
        void make(Path path) throws IOException;
    }

    /**
     * Takes the lock. Who only reads makes no file: where there is none, no other process has the lock.
     *
     * @return false if the wait was not enough
     */
    public boolean acquire(Mode wanted, Duration wait, Maker maker) throws IOException, InterruptedException {
        long nanos = TimeUnit.NANOSECONDS.convert(wait);
        long deadline = System.nanoTime() + nanos;
        if (!threads.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        boolean done = false;
        try {
            done = threads.getHoldCount() > 1 ? again(wanted) : first(wanted, deadline, maker);
            return done;
        } finally {
            if (!done) {
                threads.unlock();
            }
        }
    }

    private boolean again(Mode wanted) {
        if (wanted == Mode.EXCLUSIVE && mode == Mode.SHARED) {
            throw new IllegalStateException(
                    "lock (" + path + ") is held by this thread to read, which others may do at the"
                            + " same time: it cannot write now. Write once the read is over");
        }
        return true;
    }

    private boolean first(Mode wanted, long deadline, Maker maker) throws IOException, InterruptedException {
        mode = wanted;
        FileChannel channel;
        try {
            if (wanted == Mode.EXCLUSIVE) {
                maker.make(path);
            }
            channel = RegularFile.open(path, wanted.access, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException missing) {
            if (wanted == Mode.SHARED) {
                return true;
            }
            throw missing;
        }
        return poll(channel, deadline);
    }

    private boolean poll(FileChannel channel, long deadline) throws IOException, InterruptedException {
        boolean overlaps = false;
        try {
            do {
                overlaps = overlaps(channel);
            } while (held.isEmpty() && waits(deadline));
            return held.isPresent();
        } finally {
            if (overlaps) {
                KEPT_OPEN.add(channel);
            } else if (held.isEmpty()) {
                channel.close();
            }
        }
    }

    /** Tries once, and says whether another copy of this class has the lock in this JVM. */
    private boolean overlaps(FileChannel channel) throws IOException {
        try {
            held = Optional.ofNullable(channel.tryLock(0, Long.MAX_VALUE, mode == Mode.SHARED));
            return false;
        } catch (OverlappingFileLockException other) {
            return true;
        }
    }

    private static boolean waits(long deadline) throws InterruptedException {
        if (System.nanoTime() - deadline >= 0) {
            return false;
        }
        Thread.sleep(POLL_MILLIS);
        return true;
    }

    /** Gives it back as often as it was taken. */
    public void release() throws IOException {
        try {
            if (threads.getHoldCount() == 1 && held.isPresent()) {
                FileLock lock = held.get();
                held = Optional.empty();
                lock.acquiredBy().close();
            }
        } finally {
            threads.unlock();
        }
    }
}
