package dev.cleanup.local.internal.fs;

/** A lock that is held until it is closed, or this process ends. */
@FunctionalInterface
public interface FileLockHandle extends AutoCloseable {

    @Override
    void close();
}
