package dev.cleanup.schedule;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How a schedule waits. Tests wait otherwise. */
interface Waiter {

    /** Waits so long, or until somebody wakes it; a wake-up before the wait counts, too. */
    void await(Duration atMost) throws InterruptedException;

    /** Ends the wait. */
    void wake();

    /** A pause in real time. */
    static Waiter ofRealTime() {
        Semaphore calls = new Semaphore(0);
        return new Waiter() {
            @Override
            public void await(Duration atMost) throws InterruptedException {
                if (calls.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                    calls.drainPermits();
                }
            }

            @Override
            public void wake() {
                calls.release();
            }
        };
    }
}
