package dev.cleanup.examples.chatterbox;

import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.report.TaskReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the host answers of one run, or of a rehearsal, in the same shape.
 *
 * @param success whether all was done that was to be done
 * @param dryRun whether nothing was done, and this is what would be
 * @param tokensCleaned tokens that are gone
 * @param filesCleaned files that are confirmed gone
 * @param bytesFreed what these held
 * @param errors what went wrong, one text each
 * @param remarks what else is worth knowing, such as a target that was not reached
 * @param durationMs how long it took
 */
record CleanupResult(
        boolean success,
        boolean dryRun,
        long tokensCleaned,
        long filesCleaned,
        long bytesFreed,
        List<String> errors,
        List<String> remarks,
        long durationMs) {

    static CleanupResult of(CleanupReport report) {
        List<String> errors = new ArrayList<>();
        for (TaskReport task : report.tasks()) {
            task.problem().ifPresent(text -> errors.add(task.task() + " " + text));
            task.samples().forEach(item -> failure(item).ifPresent(errors::add));
        }
        return new CleanupResult(
                report.isSuccess(),
                false,
                report.records().settled(),
                report.files().deleted() + report.files().archived(),
                report.files().bytes(),
                errors,
                report.tasks().stream().flatMap(task -> task.notes().stream()).toList(),
                report.duration().toMillis());
    }

    static CleanupResult of(CleanupPlan plan) {
        List<String> errors = new ArrayList<>();
        for (TaskPlan task : plan.tasks()) {
            task.problem().ifPresent(text -> errors.add(task.task() + " " + text));
            task.findings().forEach(item -> failure(item).ifPresent(errors::add));
        }
        return new CleanupResult(
                plan.isSuccess(),
                true,
                plan.tasks().stream()
                        .filter(task -> !task.task().equals(ChatterboxCleanup.ORPHANS))
                        .mapToLong(task -> task.totals().items())
                        .sum(),
                plan.tasks().stream().mapToLong(task -> task.totals().files()).sum(),
                plan.tasks().stream().mapToLong(task -> task.totals().bytes()).sum(),
                errors,
                plan.tasks().stream().flatMap(task -> task.remarks().stream()).toList(),
                0);
    }

    private static Optional<String> failure(ItemReport item) {
        return item.failure().map(failure -> item.subject() + ": " + failure);
    }
}
