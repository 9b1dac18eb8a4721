package dev.cleanup.jdbc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One of several actors that meet in a database, in a thread of its own. It stops before each of its steps until it is
 * let go on.
 */
final class Session implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final Script script;
    private final Thread thread;
    private String next;
    private boolean stopped;
    private boolean ended;
    private Throwable failure;

    Session(String name, Script script) {
        this.name = name;
        this.script = script;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            script.run(this);
        } catch (Throwable fault) {
            failure = fault;
        } finally {
            end();
        }
    }

    private synchronized void end() {
        ended = true;
        stopped = true;
        notifyAll();
    }

    /** Called by the script before each step. */
    synchronized void before(String step) throws InterruptedException {
        next = step;
        stopped = true;
        notifyAll();
        while (stopped) {
            wait();
        }
    }

    /** Lets it make its next step, and returns what that is. */
    synchronized String go() {
        if (ended || !stopped) {
            throw new IllegalStateException(name + " stands at no step");
        }
        stopped = false;
        notifyAll();
        return name + ": " + next;
    }

    /** Whether it stands before a step or has ended, which may take it a moment. */
    synchronized boolean stops(long millis) throws InterruptedException {
        if (!stopped) {
            wait(millis);
        }
        return stopped;
    }

    /** Whether it can make a step. */
    synchronized boolean canGo() {
        return stopped && !ended;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** What it threw; null where it threw nothing. */
    synchronized Throwable failure() {
        return failure;
    }

    /** Waits until it stands before a step, has ended, or waits for a lock of somebody else's. */
    void settle(WaitingForLock lock) throws InterruptedException, TimeoutException {
        long start = System.nanoTime();
        while (!stops(2)) {
            if (lock.isWaitedFor()) {
                return;
            }
            if (System.nanoTime() - start > PATIENCE) {
                throw new TimeoutException(name + " neither stops nor waits for a lock, after " + next);
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE));
    }

    /** What a session does, with a stop before each step. */
    @FunctionalInterface
    interface Script {
        void run(Session session) throws Exception;
    }

    /** Asks the database. */
    @FunctionalInterface
    interface WaitingForLock {
        boolean isWaitedFor();
    }
}
