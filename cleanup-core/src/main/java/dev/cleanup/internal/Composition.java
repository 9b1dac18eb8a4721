package dev.cleanup.internal;

import dev.cleanup.lock.RunLock;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.storage.StorageTarget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What a host has composed, checked and never changed again. */
public record Composition(
        String name,
        StorageTarget storage,
        List<ReferenceSource> references,
        List<TaskSpec> tasks,
        InstantSource clock,
        List<CleanupListener> listeners,
        Budget budget,
        Duration planLife,
        Optional<RunLock> lock,
        Optional<Executor> overlap,
        Memory memory) {

    public Composition {
        references = List.copyOf(references);
        tasks = List.copyOf(tasks);
        listeners = List.copyOf(listeners);
    }
}
