package dev.cleanup.storage;

/**
 * What a file store can hold, in bytes. Immutable.
 *
 * @param capacity what it can hold in all
 * @param free what is not allocated
 */
public record DiskSpace(long capacity, long free) {

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public DiskSpace {
        if (capacity < 0 || free < 0) {
            throw new IllegalArgumentException(
                    "capacity (" + capacity + ") and free (" + free + ") must not be negative");
        }
    }
}
