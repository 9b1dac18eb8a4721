package dev.cleanup.storage;

/** A storage that knows how much the file store below it can hold. */
public interface MeasuredStorage extends StorageTarget {

    /**
     * Measures the file store below, which others may use, too.
     *
     * @return what it can hold and what is free
     * @throws StorageUnavailableException if it cannot be measured
     */
    DiskSpace space();
}
