package dev.cleanup.jdbc;

import java.time.Duration;

/** Waits between two attempts. Implementations are safe for use by several threads. */
@FunctionalInterface
interface Pause {

    /** Lets the calling thread sleep. */
    Pause SLEEP = time -> Thread.sleep(time.toMillis());

    void take(Duration time) throws InterruptedException;
}
