package dev.cleanup.examples.therapybridge;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What went wrong, in words that give nothing away of database and machine: the log says the rest, by the run's id. */
final class Errors {

    private Errors() {}

    static List<String> of(CleanupReport report) {
        return report.tasks().stream()
                .flatMap(task -> Stream.concat(
                        task(task.task(), task.outcome()).stream(),
                        task.samples().stream().flatMap(item -> item(item).stream())))
                .toList();
    }

    static List<String> of(CleanupPlan plan) {
        return plan.tasks().stream()
                .flatMap(task -> Stream.concat(
                        task(task.task(), task.outcome()).stream(),
                        task.findings().stream().flatMap(item -> item(item).stream())))
                .toList();
    }

    private static Optional<String> task(String name, TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Refused refused) {
            String guards = refused.refusals().stream().map(Refusal::guard).collect(Collectors.joining(", "));
            return Optional.of(name + ": refused by guard " + guards + ", nothing was removed");
        } else if (outcome instanceof TaskOutcome.Failed) {
            return Optional.of(name + ": failed, as not everything could be read that it depends on");
        } else if (outcome instanceof TaskOutcome.Stopped) {
            return Optional.of(name + ": stopped, the rest comes next time");
        } else if (outcome instanceof TaskOutcome.Skipped) {
            return Optional.of(name + ": skipped, another cleanup is under way");
        }
        return Optional.empty();
    }

    private static Optional<String> item(ItemReport item) {
        return failure(item.outcome()).map(failure -> item.subject() + ": " + failure.type());
    }

    static Optional<Failure> failure(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return Optional.of(failed.failure());
        }
        return outcome instanceof Outcome.Unknown unknown ? Optional.of(unknown.failure()) : Optional.empty();
    }
}
