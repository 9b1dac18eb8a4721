package dev.cleanup.jdbc.internal.sql;

import java.time.Duration;

/** Waits between two attempts. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface RetryDelay {

    /** Lets the calling thread sleep. */
    RetryDelay SLEEP = time -> Thread.sleep(time.toMillis());

    void take(Duration time) throws InterruptedException;
}
