package dev.cleanup.report;

import dev.cleanup.support.EscapedText;
import java.util.List;
import java.util.Optional;

/** Why something did not do all that it was to do, in one line. */
final class ProblemSummary {

    private ProblemSummary() {}

    static Optional<String> of(TaskReport task) {
        return of(task.outcome(), task.files().plus(task.records()), task.samples());
    }

    static Optional<String> of(TaskPlan task) {
        return of(task.outcome(), OutcomeCounts.failures(task.seen().failed()), task.findings());
    }

    static Optional<String> of(QuarantineReport quarantine) {
        return of(quarantine.outcome(), quarantine.restored().plus(quarantine.purged()), quarantine.samples());
    }

    private static Optional<String> of(TaskOutcome outcome, OutcomeCounts all, List<ItemReport> samples) {
        return why(outcome, all, samples).map(EscapedText::escaped);
    }

    private static Optional<String> why(TaskOutcome outcome, OutcomeCounts all, List<ItemReport> samples) {
        if (outcome instanceof TaskOutcome.Refused refused) {
            Refusal first = refused.refusals().get(0);
            return Optional.of("refused by guard " + first.guard() + ": " + first.message());
        } else if (outcome instanceof TaskOutcome.Failed failed) {
            return Optional.of("failed: " + failed.failure());
        } else if (outcome instanceof TaskOutcome.Stopped stopped) {
            return Optional.of("stopped: " + stopped.why());
        } else if (outcome instanceof TaskOutcome.Skipped skipped) {
            return Optional.of("skipped: " + skipped.why());
        } else {
            return outcome.isSuccess() ? Optional.empty() : Optional.of(failures(all, samples));
        }
    }

    private static String failures(OutcomeCounts all, List<ItemReport> samples) {
        String first = samples.stream()
                .flatMap(item -> failure(item).stream())
                .findFirst()
                .map(text -> ", the first " + text)
                .orElse("");
        return all.failed() + " failed, " + all.unknown() + " unknown" + first;
    }

    private static Optional<String> failure(ItemReport item) {
        return item.failure().map(failure -> item.subject() + ": " + failure);
    }
}
