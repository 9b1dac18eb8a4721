package dev.cleanup.internal.config;

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
public record CleanupConfig(
        String name,
        StorageTarget storage,
        List<ReferenceSource> references,
        List<TaskDefinition> tasks,
        InstantSource clock,
        List<CleanupListener> listeners,
        RunLimits budget,
        Duration planLife,
        Optional<RunLock> lock,
        Optional<Executor> overlap,
        Memory memory) {

    /** How many items of a task a plan lists. */
    public static final int LISTED = 100_000;

    public CleanupConfig {
        references = List.copyOf(references);
        tasks = List.copyOf(tasks);
        listeners = List.copyOf(listeners);
    }
}
