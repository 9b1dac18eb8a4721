package dev.cleanup.jsonstore.internal.file;

import dev.cleanup.jsonstore.JsonFileBusyException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The lock of one JSON document, among threads and among processes. Immutable, safe for use by several threads.
 *
 * @param file the document
 * @param atMost the longest wait for others
 * @param disk the calls that make files
 */
public record DocumentLock(Path file, Duration atMost, FileCalls disk) {

    /** Takes the lock alone. */
    public Hold holdToWrite() throws IOException {
        return acquire(LockFile.Mode.EXCLUSIVE);
    }

    /** Takes the lock so that others may read, too. */
    public Hold holdToRead() throws IOException {
        return acquire(LockFile.Mode.SHARED);
    }

    private Hold acquire(LockFile.Mode mode) throws IOException {
        SidecarFiles siblings = SidecarFiles.of(file);
        LockFile lock = LockFile.at(siblings.lock());
        try {
            if (lock.acquire(mode, atMost, path -> make(path, siblings))) {
                return new Hold(siblings, lock, disk);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JsonFileBusyException("waiting for the lock of " + file + " was interrupted", interrupted);
        }
        throw new JsonFileBusyException(
                file + " was locked by somebody else for more than " + atMost
                        + ", so that it was neither read nor written." + " See who holds " + siblings.lock()
                        + ", try again, or allow more with waiting(..)",
                null);
    }

    private void make(Path lock, SidecarFiles siblings) throws IOException {
        if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            try {
                disk.create(lock).close();
            } catch (FileAlreadyExistsException raced) {
                // Somebody else made it just now.
            }
        }
        if (isHalfMade(lock)) {
            share(lock, siblings.file());
        }
    }

    /** Whether it is still as it was created, now or by a process that died right after. */
    private static boolean isHalfMade(Path lock) throws IOException {
        return FileVersion.has(lock, "posix")
                && Files.getPosixFilePermissions(lock, LinkOption.NOFOLLOW_LINKS)
                        .equals(NioFileCalls.OWNER_ONLY);
    }

    /** Others must be able to open it: it is for whom the JSON file is for, as far as its owner can be changed. */
    private void share(Path lock, Path like) throws IOException {
        if (!Files.exists(like, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            AtomicReplace.dress(disk, lock, like);
        } catch (IOException notTheirs) {
            AtomicReplace.permitLike(disk, lock, like);
        }
    }

    /** Shows the file. */
    @Override
    public String toString() {
        return "lock of " + file;
    }

    /** The lock while it is held. Confined to the thread that took it, until it is closed. */
    public static final class Hold implements AutoCloseable {

        private final SidecarFiles siblings;
        private final LockFile lock;
        private final FileCalls disk;
        private boolean isOpen = true;

        private Hold(SidecarFiles siblings, LockFile lock, FileCalls disk) {
            this.siblings = siblings;
            this.lock = lock;
            this.disk = disk;
        }

        /** Returns the document and the files beside it. */
        public SidecarFiles siblings() {
            return siblings;
        }

        /** Returns the calls that make files. */
        public FileCalls disk() {
            return disk;
        }

        /** Gives the lock back; nothing happens if that was done before. */
        @Override
        public void close() throws IOException {
            if (isOpen) {
                lock.release();
                isOpen = false;
            }
        }

        /**
         * Requires that the lock is still held.
         *
         * @throws IllegalStateException if it was given back
         */
        public void requireOpen() {
            if (!isOpen) {
                throw new IllegalStateException("the lock of " + siblings.file()
                        + " was given back: others may have it now. Take it again with hold()");
            }
        }
    }
}
