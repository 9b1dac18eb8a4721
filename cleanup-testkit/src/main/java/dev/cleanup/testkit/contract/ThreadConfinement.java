package dev.cleanup.testkit.contract;

/** The thread that made a call, on which alone a sink may be called. Immutable. */
final class ThreadConfinement {

    private final Thread caller = Thread.currentThread();

    void require() {
        if (Thread.currentThread() != caller) {
            throw new AssertionError(
                    "sink was called on thread " + Thread.currentThread().getName() + " instead of the"
                            + " calling thread " + caller.getName() + ": sinks need not be safe for several threads");
        }
    }
}
