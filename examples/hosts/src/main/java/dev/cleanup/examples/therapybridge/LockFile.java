package dev.cleanup.examples.therapybridge;

import dev.cleanup.lock.RunLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Lets one run at a time pass on this machine, whether the server or cron begins it: a lock of the operating system on a
 * file, which ends with its process.
 */
record LockFile(Path file) implements RunLock {

    @Override
    public Optional<Lease> tryAcquire(String name) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock.map(Held::new);
        } catch (IOException fault) {
            throw new UncheckedIOException("lock " + file + " cannot be taken: can the host write there?", fault);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }

    /** The lock that this process holds. */
    private record Held(FileLock lock) implements Lease {

        @Override
        public boolean isHeld() {
            return lock.isValid();
        }

        @Override
        public void close() {
            try {
                lock.acquiredBy().close();
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }
}
