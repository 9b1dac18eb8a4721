package dev.cleanup.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;

/**
 * A server that is started when the first test asks for it. Where that fails it is not tried again, and every test that
 * asks is skipped with the reason.
 */
final class LazyServer<S> {

    private final String name;
    private final Start<S> start;
    private S server;
    private Exception failure;

    LazyServer(String name, Start<S> start) {
        this.name = name;
        this.start = start;
    }

    synchronized S running() {
        if (server == null && failure == null) {
            try {
                server = start.start();
            } catch (IOException | RuntimeException fault) {
                failure = fault;
            }
        }
        return failure == null ? server : abort("this platform runs no " + name + " server: " + failure);
    }

    @FunctionalInterface
    interface Start<S> {
        S start() throws IOException;
    }
}
