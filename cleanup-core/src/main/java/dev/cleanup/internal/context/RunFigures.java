package dev.cleanup.internal.context;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.ItemReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Counts what one run tells its history, and its report does not hold. Not for several threads. */
public final class RunFigures implements CleanupListener {

    private final Map<String, Map<String, Long>> failures = new HashMap<>();
    private OptionalLong measured = OptionalLong.empty();

    /** Returns the listeners of a run, this one first. */
    public List<CleanupListener> before(List<CleanupListener> listeners) {
        List<CleanupListener> all = new ArrayList<>(List.of(this));
        all.addAll(listeners);
        return all;
    }

    /** A failure with an exact count, where a report holds no more than samples. */
    @Override
    public void onItem(String task, ItemReport item) {
        if (item.outcome() instanceof Outcome.Failed failed) {
            count(task, failed.failure());
        } else if (item.outcome() instanceof Outcome.Unknown unknown) {
            count(task, unknown.failure());
        }
    }

    private void count(String task, Failure failure) {
        failures.computeIfAbsent(task, name -> new TreeMap<>()).merge(failure.type(), 1L, Long::sum);
    }

    /** What all stored files held, when a task of this run measured it. */
    public void measured(long bytes) {
        measured = OptionalLong.of(bytes);
    }

    /** Returns what all stored files held, where a task measured it. */
    public OptionalLong measured() {
        return measured;
    }

    /** Returns how often each failure happened in a task, by its type. */
    public Map<String, Long> failures(String task) {
        return failures.getOrDefault(task, Map.of());
    }
}
