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
 * @param way whether a person can approve the refused plan
 */
public record Refusal(String guard, String message, List<String> samples, String remedy, Remedy way) {

    /** The way out of a refusal. */
    public enum Remedy {
        /** A person who has looked at the plan can approve it once. */
        APPROVE,
        /** Only mending the fault helps: what the plan says may be wrong. */
        FIX
    }

    /** Copies the samples. */
    public Refusal {
        requireNonNull(guard, "guard");
        requireNonNull(message, "message");
        samples = List.copyOf(samples);
        requireNonNull(remedy, "remedy");
        requireNonNull(way, "way");
    }
}
