package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;

import dev.cleanup.jsonstore.internal.claim.MarkJournal;
import dev.cleanup.jsonstore.internal.file.AtomicReplace;
import dev.cleanup.jsonstore.internal.file.DocumentLock;
import dev.cleanup.jsonstore.internal.file.DurabilityUnknownException;
import dev.cleanup.jsonstore.internal.file.FileCalls;
import dev.cleanup.jsonstore.internal.file.NioFileCalls;
import dev.cleanup.jsonstore.internal.file.RegularFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The lock that a host and the library share over one JSON file, so that neither loses what the other writes.
 *
 * <p>It holds among threads and among processes, by way of a file of its own beside the JSON file, named like that with
 * {@code .cleanup-lock} at the end; {@code docs/token-files.md} says how programs in other languages take part. Whoever
 * writes the JSON file does so while holding it; whoever is about to use an entry asks, while holding it, whether that is
 * {@linkplain Hold#isClaimed being removed}.
 *
 * <pre>{@code
 * try (JsonFileLock.Hold hold = lock.hold()) {
 *     if (!hold.isClaimed(token)) {
 *         hold.write(withTokenUsed(hold.read().orElseThrow(), token));
 *     }
 * }
 * }</pre>
 *
 * <p>Immutable, safe for use by several threads; instances for the same file are the same lock.
 */
public final class JsonFileLock {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Path file;
    private final Optional<Duration> wait;
    private final FileCalls disk;

    private JsonFileLock(Path file, Optional<Duration> wait, FileCalls disk) {
        this.file = file;
        this.wait = wait;
        this.disk = disk;
    }

    /**
     * The lock of a JSON file, which may be missing so far.
     *
     * @param file the JSON file, or a link to it
     * @return the lock, which is waited for up to ten seconds
     */
    public static JsonFileLock beside(Path file) {
        return new JsonFileLock(requireNonNull(file, "file"), Optional.empty(), NioFileCalls.INSTANCE);
    }

    /**
     * Says how long to wait for others.
     *
     * @param atMost the longest wait
     * @return a copy of this lock that waits no longer
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException if that was said before
     */
    public JsonFileLock waiting(Duration atMost) {
        if (atMost.isNegative()) {
            throw new IllegalArgumentException(
                    "atMost (" + atMost + ") must not be negative: nothing would ever be read"
                            + " or written. Use Duration.ZERO to try once");
        }
        wait.ifPresent(before -> {
            throw new IllegalStateException(
                    "waiting was already set to " + before + ": a lock has one longest wait. Drop one of the two");
        });
        return new JsonFileLock(file, Optional.of(atMost), disk);
    }

    /** The same lock over a disk that may fail. */
    JsonFileLock on(FileCalls other) {
        return new JsonFileLock(file, wait, other);
    }

    /**
     * Waits for the lock, and takes it. The thread that holds it may take it again.
     *
     * @return to be closed by the same thread, soon
     * @throws JsonFileBusyException if somebody else held it for too long, or the thread was interrupted
     * @throws UncheckedIOException if the lock's file cannot be made or opened
     * @throws IllegalStateException if the library is reading the file on this thread, in a policy say: others may read at
     *     the same time, so nobody may write
     */
    public Hold hold() {
        try {
            return new Hold(lock().holdToWrite());
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    "the lock of " + file + " could not be taken (" + fault
                            + "), so that nobody may write. Make the folder"
                            + " and the file beside it that ends with .cleanup-lock accessible to all who share it",
                    fault);
        }
    }

    /** Returns what takes the lock. */
    DocumentLock lock() {
        return new DocumentLock(file, wait.orElse(WAIT), disk);
    }

    Path file() {
        return file;
    }

    /** Shows the file. */
    @Override
    public String toString() {
        return lock().toString();
    }

    /**
     * The lock while it is held. Confined to the thread that took it, until it is closed.
     */
    public static final class Hold implements AutoCloseable {

        private final DocumentLock.Hold hold;

        private Hold(DocumentLock.Hold hold) {
            this.hold = hold;
        }

        /**
         * Whether an entry is on its way out: its files go, or are gone, and it must not be used any more.
         *
         * @param id the id of the entry
         * @return whether it is
         * @throws UncheckedIOException if that cannot be found out; then it must not be used either
         */
        public boolean isClaimed(String id) {
            requireNonNull(id, "id");
            hold.requireOpen();
            try {
                return MarkJournal.in(hold.siblings().marks()).places().stream()
                        .anyMatch(place -> place.id().equals(id));
            } catch (IOException fault) {
                throw new UncheckedIOException(
                        "whether " + id + " is being removed from "
                                + hold.siblings().file() + " cannot be found out (" + fault + "): do not use it. Make "
                                + hold.siblings().marks() + " readable",
                        fault);
            }
        }

        /**
         * Reads the JSON file.
         *
         * @return its bytes; empty where there is no such file
         * @throws UncheckedIOException if it cannot be read
         */
        public Optional<byte[]> read() {
            hold.requireOpen();
            try {
                return Optional.of(RegularFile.readAll(hold.siblings().file()));
            } catch (NoSuchFileException missing) {
                return Optional.empty();
            } catch (IOException fault) {
                throw new UncheckedIOException(hold.siblings().file() + " could not be read: " + fault, fault);
            }
        }

        /**
         * Writes the JSON file as a whole, in the place of the old one, whose owner and permissions it gets. At any instant
         * the old one is there or the new one, complete.
         *
         * @param content its new bytes
         * @throws UncheckedIOException if it was not written, or, as the message then says, may be lost with power
         */
        public void write(byte[] content) {
            ByteBuffer bytes = ByteBuffer.wrap(content.clone());
            hold.requireOpen();
            try {
                new AtomicReplace(hold.disk(), hold.siblings().fresh())
                        .of(
                                hold.siblings().file(),
                                hold.siblings().file(),
                                channel -> hold.disk().write(channel, bytes),
                                fresh -> {});
            } catch (DurabilityUnknownException doubt) {
                throw new UncheckedIOException(doubt.getMessage(), doubt);
            } catch (IOException fault) {
                throw new UncheckedIOException(
                        hold.siblings().file() + " was not written, and is what it was before: " + fault, fault);
            }
        }

        /** Gives the lock back; nothing happens if that was done before. */
        @Override
        public void close() {
            try {
                hold.close();
            } catch (IOException fault) {
                throw new UncheckedIOException("the lock of " + hold.siblings().file() + " was not given back", fault);
            }
        }
    }
}
