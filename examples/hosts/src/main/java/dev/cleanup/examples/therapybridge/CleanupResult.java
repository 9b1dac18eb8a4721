package dev.cleanup.examples.therapybridge;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.report.TaskReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the host answers of one run, or of a rehearsal, in the same shape. The lists have a thousand entries of each task at
 * most; the counts are exact.
 *
 * @param success whether all was done that was to be done
 * @param dryRun whether nothing was done, and this is what would be
 * @param run the id of the run or the plan, for the log
 * @param filesDeleted files that are confirmed gone from their place
 * @param sessionsCleaned ids of sessions of which no file is left
 * @param spaceFreedMb what the files held that are gone for good
 * @param errors what went wrong, one text each
 * @param durationMs how long it took
 * @param bytesFreed the same, exactly
 * @param filesDeletedCount how many files are gone
 * @param sessionsCleanedCount how many sessions were cleaned
 * @param items what became of each, and why it was taken in hand
 */
record CleanupResult(
        boolean success,
        boolean dryRun,
        String run,
        List<String> filesDeleted,
        List<String> sessionsCleaned,
        double spaceFreedMb,
        List<String> errors,
        long durationMs,
        long bytesFreed,
        long filesDeletedCount,
        long sessionsCleanedCount,
        List<Item> items) {

    private static final int SHOWN = 1000;

    /** One file or session. */
    record Item(String task, String name, String outcome, String reason) {

        static Item of(String task, ItemReport item) {
            String why = item.reason().map(Reason::text).orElse("");
            return new Item(
                    task,
                    item.subject().toString(),
                    SnakeCaseStrategy.INSTANCE.translate(
                            item.outcome().getClass().getSimpleName()),
                    item.outcome() instanceof Outcome.Kept kept ? kept.reason().text() : why);
        }
    }

    static CleanupResult of(CleanupReport report) {
        return new CleanupResult(
                report.isSuccess(),
                false,
                report.id(),
                samples(report).flatMap(item -> deletedFile(item).stream()).toList(),
                samples(report).flatMap(item -> cleanedSession(item).stream()).toList(),
                Megabytes.of(report.files().bytes()),
                Errors.of(report),
                report.duration().toMillis(),
                report.files().bytes(),
                report.files().removed(),
                report.records().settled(),
                report.tasks().stream().flatMap(CleanupResult::items).toList());
    }

    private static Stream<ItemReport> samples(CleanupReport report) {
        return report.tasks().stream().flatMap(task -> task.samples().stream());
    }

    private static Stream<Item> items(TaskReport task) {
        return task.samples().stream().map(item -> Item.of(task.task(), item));
    }

    private static Optional<String> deletedFile(ItemReport item) {
        boolean isGone = item.outcome() instanceof Outcome.Deleted
                || item.outcome() instanceof Outcome.Quarantined
                || item.outcome() instanceof Outcome.Archived;
        return isGone ? Optional.of(item.subject().toString()) : Optional.empty();
    }

    private static Optional<String> cleanedSession(ItemReport item) {
        return item.outcome() instanceof Outcome.Settled && item.subject() instanceof ItemRef.OfRecord record
                ? Optional.of(record.owner().id())
                : Optional.empty();
    }

    static CleanupResult of(CleanupPlan plan) {
        long bytes =
                plan.tasks().stream().mapToLong(task -> task.totals().bytes()).sum();
        List<PlannedItem> planned = plan.tasks().stream()
                .flatMap(task -> task.items().stream().limit(SHOWN))
                .toList();
        return new CleanupResult(
                plan.isSuccess(),
                true,
                plan.id(),
                planned.stream()
                        .flatMap(item -> item.files().stream())
                        .map(file -> file.key().path())
                        .toList(),
                planned.stream()
                        .flatMap(item -> item.record().stream())
                        .map(Owner::id)
                        .toList(),
                Megabytes.of(bytes),
                Errors.of(plan),
                0,
                bytes,
                plan.tasks().stream().mapToLong(task -> task.totals().files()).sum(),
                plan.tasks().stream()
                        .filter(task -> task.task().equals(TherapyBridgeCleanup.FAILED))
                        .mapToLong(task -> task.totals().items())
                        .sum(),
                plan.tasks().stream().flatMap(CleanupResult::items).toList());
    }

    private static Stream<Item> items(TaskPlan task) {
        return Stream.concat(
                task.items().stream()
                        .limit(SHOWN)
                        .map(item -> new Item(
                                task.task(),
                                item.name(),
                                "planned",
                                item.reason().text())),
                task.findings().stream().map(item -> Item.of(task.task(), item)));
    }
}
