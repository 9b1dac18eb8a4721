package dev.cleanup.lock;

import java.util.Optional;

/**
 * A lock that lets one run at a time pass, across machines.
 *
 * <p>Within one JVM there is one run at a time anyway. Correctness does not rest on this lock: two runs at once remove each
 * file once. It saves their work, and keeps reports apart. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface RunLock {

    /**
     * Takes the lock if it is free; never waits.
     *
     * @param name names what is locked: the storage's id
     * @return the lease; empty where somebody else holds it
     */
    Optional<Lease> tryAcquire(String name);

    /** A lock that is held, until it is closed or lost. */
    interface Lease extends AutoCloseable {

        /**
         * Whether the lock is still held. Asked before each batch; once it is lost, nothing more is removed.
         *
         * @return false if it has expired or was taken away, or where nobody can say
         */
        boolean isHeld();

        /** Gives the lock back. Does nothing where it is not held any more. */
        @Override
        void close();
    }
}
