package dev.cleanup.report;

import dev.cleanup.outcome.Outcome;
import java.util.Optional;

/** Why a task did not do all that it was to do, in one line. */
final class Trouble {

    private Trouble() {}

    static Optional<String> of(TaskReport task) {
        if (task.outcome() instanceof TaskOutcome.Refused refused) {
            Refusal first = refused.refusals().get(0);
            return Optional.of("refused by guard " + first.guard() + ": " + first.message());
        } else if (task.outcome() instanceof TaskOutcome.Failed failed) {
            return Optional.of("failed: " + failed.failure());
        } else if (task.outcome() instanceof TaskOutcome.Stopped stopped) {
            return Optional.of("stopped: " + stopped.why());
        } else if (task.outcome() instanceof TaskOutcome.Skipped skipped) {
            return Optional.of("skipped: " + skipped.why());
        } else {
            return task.outcome().isSuccess() ? Optional.empty() : Optional.of(failures(task));
        }
    }

    private static String failures(TaskReport task) {
        Tally all = task.files().plus(task.records());
        String first = task.samples().stream()
                .flatMap(item -> failure(item).stream())
                .findFirst()
                .map(text -> ", the first " + text)
                .orElse("");
        return all.failed() + " failed, " + all.unknown() + " unknown" + first;
    }

    private static Optional<String> failure(ItemReport item) {
        if (item.outcome() instanceof Outcome.Failed failed) {
            return Optional.of(item.subject() + ": " + failed.failure());
        } else if (item.outcome() instanceof Outcome.Unknown unknown) {
            return Optional.of(item.subject() + ": " + unknown.failure());
        } else {
            return Optional.empty();
        }
    }
}
