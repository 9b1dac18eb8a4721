package dev.cleanup.examples.faceswap;

import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a run did, or a rehearsal found to do.
 *
 * @param at the instant against which everything was judged
 * @param dryRun whether it was a rehearsal
 * @param parts what each task came to
 */
record Done(Instant at, boolean dryRun, List<Part> parts) {

    static Done of(CleanupReport report) {
        return new Done(
                report.startedAt(), false, report.tasks().stream().map(Part::of).toList());
    }

    static Done of(CleanupPlan plan) {
        return new Done(plan.at(), true, plan.tasks().stream().map(Part::of).toList());
    }

    /** The same of some of the tasks. */
    Done only(Predicate<Part> chosen) {
        return new Done(at, dryRun, parts.stream().filter(chosen).toList());
    }

    long count() {
        return parts.stream().mapToLong(Part::count).sum();
    }

    long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }
}
