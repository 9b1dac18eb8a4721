package dev.cleanup;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What another thread does while this one is within a run. */
final class Meanwhile {

    private Meanwhile() {}

    /** Has another thread do something, and waits for it. */
    static <T> T another(Supplier<T> thread) {
        return CompletableFuture.supplyAsync(thread, task -> new Thread(task).start())
                .join();
    }
}
