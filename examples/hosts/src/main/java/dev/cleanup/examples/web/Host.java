package dev.cleanup.examples.web;

/** A host that runs. Closing it ends runs under way between two items, and stops the server. */
public interface Host extends AutoCloseable {

    /** The port on which it listens. */
    int port();

    @Override
    void close();
}
