package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Why a task was stopped before its first removal. Immutable.
 *
 * @param guard the name of the guard that spoke, such as {@code orphan-share}
 * @param message what it saw, with numbers, and why that matters
 * @param samples some of the items it is about, as many as are worth reading
 * @param remedy what to do: the fault to mend, and the exact call that overrides the guard where there is one
 */
public record Refusal(String guard, String message, List<String> samples, String remedy) {

    /** Copies the samples. */
    public Refusal {
        requireNonNull(guard, "guard");
        requireNonNull(message, "message");
        samples = List.copyOf(samples);
        requireNonNull(remedy, "remedy");
    }
}
