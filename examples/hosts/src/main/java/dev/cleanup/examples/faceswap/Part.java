package dev.cleanup.examples.faceswap;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.report.TaskReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one task came to, or would come to.
 *
 * @param task its name
 * @param count images that are gone, or files where no image named them
 * @param bytes what their files held
 * @param faults what went wrong, or was skipped
 */
record Part(String task, long count, long bytes, List<Fault> faults) {

    /**
     * Something that went wrong.
     *
     * @param subject what it is about; empty where that is the task as a whole
     * @param text what happened, for people
     */
    record Fault(Optional<ItemRef> subject, String text) {}

    static Part of(TaskReport task) {
        boolean sweeps = task.task().equals(FaceSwapCleanup.ORPHANS);
        OutcomeCounts items = sweeps ? task.files() : task.records();
        List<ItemReport> samples = samples(task.task(), task.samples());
        List<Fault> faults = faults(task.outcome(), task.problem(), samples);
        long untold = items.failed()
                + items.unknown()
                - samples.stream().filter(item -> item.failure().isPresent()).count();
        if (untold > 0) {
            faults.add(new Fault(Optional.empty(), untold + " more failed"));
        }
        return new Part(
                task.task(),
                sweeps ? items.deleted() : items.settled(),
                task.files().bytes(),
                faults);
    }

    static Part of(TaskPlan task) {
        List<Fault> faults = faults(task.outcome(), task.problem(), samples(task.task(), task.findings()));
        return new Part(task.task(), task.totals().items(), task.totals().bytes(), faults);
    }

    /** An image that could not go is told of once, and not a second time for its file. */
    private static List<ItemReport> samples(String task, List<ItemReport> all) {
        boolean sweeps = task.equals(FaceSwapCleanup.ORPHANS);
        return all.stream()
                .filter(item -> sweeps != item.subject() instanceof ItemRef.OfRecord)
                .toList();
    }

    private static List<Fault> faults(TaskOutcome outcome, Optional<String> trouble, List<ItemReport> samples) {
        List<Fault> faults = new ArrayList<>();
        if (!(outcome instanceof TaskOutcome.CompletedWithFailures)) {
            trouble.ifPresent(text -> faults.add(new Fault(Optional.empty(), text)));
        }
        samples.stream().flatMap(Part::fault).forEach(faults::add);
        return faults;
    }

    private static Stream<Fault> fault(ItemReport item) {
        return item
                .failure()
                .map(Part::words)
                .or(() -> skipped(item.outcome()))
                .map(text -> new Fault(Optional.of(item.subject()), text))
                .stream();
    }

    private static String words(Failure failure) {
        return failure.type().equals("AccessDeniedException")
                ? "Permission denied: " + failure.message()
                : failure.toString();
    }

    /** What was due, and is in use as the database says: a task that just began, or a foreign key. */
    private static Optional<String> skipped(Outcome outcome) {
        return outcome instanceof Outcome.Kept kept && kept.reason().kind() == Reason.Kind.IN_USE
                ? Optional.of("Skipped: " + kept.reason())
                : Optional.empty();
    }
}
