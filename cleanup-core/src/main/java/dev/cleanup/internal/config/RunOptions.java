package dev.cleanup.internal.config;

import dev.cleanup.history.RunRequest;
import dev.cleanup.outcome.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What is asked of one plan or run. */
public record RunOptions(
        Optional<Set<String>> only,
        Optional<String> actor,
        Optional<Instant> until,
        List<BooleanSupplier> stops,
        RunRequest.Operation operation) {

    /** All tasks, nobody in particular, no deadline, nothing that stops it. */
    public static final RunOptions EVERYTHING =
            new RunOptions(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public RunOptions {
        stops = List.copyOf(stops);
    }

    /** Why the caller wants it to end; a signal that cannot be asked may well be one. */
    public Optional<String> stopped() {
        try {
            return stops.stream().anyMatch(BooleanSupplier::getAsBoolean)
                    ? Optional.of("asked to stop")
                    : Optional.empty();
        } catch (RuntimeException fault) {
            return Optional.of("the stop signal could not be asked: " + Failure.of(fault));
        }
    }

    /** A run, unless it turns out to apply a plan. */
    public RunOptions(
            Optional<Set<String>> only, Optional<String> actor, Optional<Instant> until, List<BooleanSupplier> stops) {
        this(only, actor, until, stops, RunRequest.Operation.RUN);
    }

    /** The same call, which applies a plan. */
    public RunOptions applying() {
        return new RunOptions(only, actor, until, stops, RunRequest.Operation.APPLY);
    }

    public boolean includes(TaskDefinition task) {
        return includes(task.name());
    }

    public boolean includes(String task) {
        return only.map(names -> names.contains(task)).orElse(true);
    }
}
