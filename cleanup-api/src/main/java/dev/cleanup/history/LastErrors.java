package dev.cleanup.history;

import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.TaskOutcome;
import java.util.Optional;
import java.util.stream.Collectors;

/** What went wrong, in words. */
final class LastErrors {

    private LastErrors() {}

    /** The words for an outcome that is an error. */
    static Optional<String> of(TaskOutcome outcome, OutcomeCounts items) {
        if (outcome instanceof TaskOutcome.Failed failed) {
            return Optional.of(failed.failure().toString());
        } else if (outcome instanceof TaskOutcome.CompletedWithFailures) {
            return Optional.of(items.failed() + " failed, " + items.unknown() + " unknown");
        } else if (outcome instanceof TaskOutcome.Refused refused) {
            return Optional.of(refused.refusals().stream()
                    .map(refusal -> refusal.guard() + ": " + refusal.message())
                    .collect(Collectors.joining(" ")));
        }
        return Optional.empty();
    }
}
