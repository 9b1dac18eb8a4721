package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a selection chose. Immutable.
 *
 * @param chosen the items that go, in the order in which they go
 * @param explanation what was chosen and by which measure, one sentence
 * @param shortfall what stands between the choice and its target, one sentence; empty where the target is reached
 */
public record SelectionResult(List<Candidate> chosen, String explanation, Optional<String> shortfall) {

    /** Copies the list. */
    public SelectionResult {
        chosen = List.copyOf(chosen);
        requireNonNull(explanation, "explanation");
        requireNonNull(shortfall, "shortfall");
    }
}
