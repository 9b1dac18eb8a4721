package dev.cleanup.testkit;

import dev.cleanup.report.TaskOutcome;
import java.util.Optional;

/** What assertions about plans and about reports have in common. */
final class OutcomeAssertions {

    private OutcomeAssertions() {}

    static boolean isRefusedBy(String guard, TaskOutcome outcome) {
        return outcome instanceof TaskOutcome.Refused refused
                && refused.refusals().stream()
                        .anyMatch(refusal -> refusal.guard().equals(guard));
    }

    /** The message of a check that does not hold. */
    static Optional<String> fault(boolean holds, String task, String expected, Object found, String shown) {
        return holds
                ? Optional.empty()
                : Optional.of(
                        String.format("Expecting task %s to%n  %s%nbut found%n  %s%n%s", task, expected, found, shown));
    }
}
