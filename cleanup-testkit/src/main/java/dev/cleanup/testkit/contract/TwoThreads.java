package dev.cleanup.testkit.contract;

import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs two checks at the same time. */
final class TwoThreads {

    /** A check that may fail. */
    interface Check {
        void make() throws Exception;
    }

    private TwoThreads() {}

    static void run(Check one, Check other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Void> first = threads.submit(starting(start, one));
            Future<Void> second = threads.submit(starting(start, other));
            first.get();
            second.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> starting(CyclicBarrier start, Check check) {
        return () -> {
            start.await();
            check.make();
            return null;
        };
    }
}
