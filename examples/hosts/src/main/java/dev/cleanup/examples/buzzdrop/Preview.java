package dev.cleanup.examples.buzzdrop;

import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.support.EscapedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the next run would remove, as people read it.
 *
 * @param tasks each task
 * @param withoutOrphans whether orphans are not looked for, since the storage is not local
 */
record Preview(List<Task> tasks, boolean withoutOrphans) {

    private static final int SHOWN_ITEMS = 50;

    /** One task; the trouble is empty where it could be planned. */
    record Task(String name, String rule, String totals, String trouble, List<Item> items, long more) {

        boolean hasItems() {
            return !items.isEmpty();
        }
    }

    /** One thing that would go. */
    record Item(String name, String size, String reason) {}

    static Preview of(CleanupPlan plan, Uploads uploads) {
        List<String> ids = plan.tasks().stream()
                .flatMap(task -> task.items().stream().limit(SHOWN_ITEMS))
                .flatMap(item -> item.record().stream())
                .map(Owner::id)
                .toList();
        Map<String, String> names = uploads.names(ids);
        return new Preview(
                plan.tasks().stream().map(task -> task(task, names)).toList(),
                plan.tasks().stream().noneMatch(task -> task.task().equals(BuzzdropCleanup.ORPHANS)));
    }

    private static Task task(TaskPlan plan, Map<String, String> names) {
        List<Item> items = plan.items().stream()
                .limit(SHOWN_ITEMS)
                .map(item -> item(item, names))
                .toList();
        return new Task(
                plan.task(),
                plan.policy(),
                totals(plan.totals()),
                trouble(plan.outcome()).orElse(""),
                items,
                plan.totals().items() - items.size());
    }

    private static String totals(TaskPlan.Totals totals) {
        if (totals.items() == 0) {
            return "nothing";
        }
        String items = counted(totals.items(), "item");
        return totals.files() == 0
                ? items
                : items + ", " + counted(totals.files(), "file") + ", " + new ByteSize(totals.bytes());
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static Item item(PlannedItem item, Map<String, String> names) {
        String name = item.record()
                .map(owner -> names.getOrDefault(owner.id(), owner.id()))
                .orElseGet(item::name);
        return new Item(
                EscapedText.escaped(name),
                new ByteSize(item.bytes()).toString(),
                item.reason().text());
    }

    private static Optional<String> trouble(TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Refused refused) {
            return Optional.of(refused.refusals().stream()
                    .map(refusal -> refusal.message() + " " + refusal.remedy())
                    .collect(Collectors.joining(" ", "Refused, so none of these goes: ", "")));
        } else if (outcome instanceof TaskOutcome.Failed failed) {
            return Optional.of(failed.failure().toString());
        }
        return Optional.empty();
    }
}
