package dev.cleanup.benchmarks;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.TaskPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The library, composed as a host would. */
final class WithCleanup {

    private WithCleanup() {}

    /** Takes composition, number of threads, phase, root, and, where the composition needs them, JDBC URL and number. */
    public static void main(String[] args) throws Exception {
        Composition composition = Composition.of(args[0]);
        CleanupBuilder builder = composition
                .of(new Composition.Given(
                        Path.of(args[3]),
                        args.length > 4 ? args[4] : "",
                        args.length > 5 ? Long.parseLong(args[5]) : 0))
                // No file's status change can be set back.
                .clock(Clock.offset(Clock.systemUTC(), Tree.AGE));
        if (Integer.parseInt(args[1]) > 1) {
            builder.helperExecutor(daemons());
        }
        Removed removed = new Removed(composition);
        Cleanup cleanup = builder.listener(removed).build();
        Rounds.play(() -> Phase.of(args[2]) == Phase.PLAN ? planned(cleanup, composition) : run(cleanup, removed));
    }

    private static Executor daemons() {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "listing");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Finding planned(Cleanup cleanup, Composition composition) {
        CleanupPlan plan = cleanup.plan();
        if (!plan.isSuccess()) {
            throw new IllegalStateException(plan.toText());
        }
        TaskPlan task = plan.task(Composition.TASK);
        return composition.tellsNames()
                ? new Finding.Names(task.items().stream().map(PlannedItem::name).toList())
                : new Finding.Count(task.totals().items());
    }

    private static Finding run(Cleanup cleanup, Removed removed) {
        removed.forget();
        CleanupReport report = cleanup.run();
        if (!report.isSuccess()) {
            throw new IllegalStateException(report.toText());
        }
        return removed.finding();
    }
}
