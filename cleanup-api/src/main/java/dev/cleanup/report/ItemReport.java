package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import java.util.Optional;

/**
 * What became of one item, and why it was taken in hand. Immutable.
 *
 * @param subject the item
 * @param bytes its logical size; zero for what has none
 * @param outcome what became of it
 * @param reason why it was to go; empty for what was never to go, and where only a trace of it was kept
 */
public record ItemReport(ItemRef subject, long bytes, Outcome outcome, Optional<Reason> reason) {

    /** Checks that all parts are there. */
    public ItemReport {
        requireNonNull(subject, "subject");
        requireNonNull(outcome, "outcome");
        requireNonNull(reason, "condemned");
    }

    /**
     * What went wrong with the item.
     *
     * @return the failure; empty unless it failed or its fate is unknown
     */
    public Optional<Failure> failure() {
        if (outcome instanceof Outcome.Failed failed) {
            return Optional.of(failed.failure());
        }
        return outcome instanceof Outcome.Unknown unknown ? Optional.of(unknown.failure()) : Optional.empty();
    }
}
