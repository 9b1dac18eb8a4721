package dev.cleanup.local;

/** A lock that is held until it is closed, or this process ends. */
@FunctionalInterface
interface Hold extends AutoCloseable {

    @Override
    void close();
}
