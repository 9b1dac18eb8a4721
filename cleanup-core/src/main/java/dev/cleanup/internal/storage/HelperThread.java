package dev.cleanup.internal.storage;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** A thread that the host lends for a while, if it has one to spare: else the caller does the work of both. */
record HelperThread(Executor executor) {

    /**
     * Does the first on the caller's thread and the second beside it. Both have ended when this returns, and what one of them
     * throws reaches the caller.
     */
    void both(Runnable first, Runnable second) {
        FutureTask<Void> task = new FutureTask<>(second, null);
        lend(task);
        try {
            first.run();
        } finally {
            // Does nothing where the other thread has come to it.
            task.run();
            await(task);
        }
        rethrow(task);
    }

    private void lend(Runnable work) {
        try {
            executor.execute(work);
        } catch (RuntimeException | Error noThread) {
            // Then the caller comes to it, also where the work was taken and the thread is missing.
            return;
        }
    }

    private static void await(FutureTask<?> task) {
        boolean interrupted = false;
        while (!task.isDone()) {
            try {
                task.get();
            } catch (InterruptedException later) {
                interrupted = true;
            } catch (ExecutionException fault) {
                // thrown where both have ended
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(FutureTask<?> done) {
        boolean interrupted = Thread.interrupted();
        try {
            done.get();
        } catch (ExecutionException fault) {
            if (fault.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault.getCause();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
