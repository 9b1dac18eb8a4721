package dev.cleanup.benchmarks;

import static dev.cleanup.CleanupTask.orphans;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.jdbc.JdbcReferences;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.PlannedItem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The library, composed as a host would. */
final class WithCleanup {

    private WithCleanup() {}

    /** Takes phase, root, JDBC URL and the number of threads. */
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[1]);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[2]);
        CleanupBuilder composition = compose(root, database);
        if (Integer.parseInt(args[3]) > 1) {
            composition.overlapping(daemons());
        }
        List<String> removed = new ArrayList<>();
        Cleanup cleanup = composition.listener(collectInto(removed)).build();
        Rounds.play(() -> Phase.of(args[0]) == Phase.PLAN ? planned(cleanup) : removed(cleanup, removed));
    }

    private static Executor daemons() {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "listing");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static CleanupBuilder compose(Path root, DataSource database) {
        return Cleanup.of("benchmark", LocalDirectory.at(root))
                .referencedBy(JdbcReferences.of(database).column("uploads", "path"))
                .task(orphans("orphans").olderThan(Duration.ofHours(24)))
                // No file's status change can be set back.
                .clock(Clock.offset(Clock.systemUTC(), World.AGE));
    }

    private static Collection<String> planned(Cleanup cleanup) {
        CleanupPlan plan = cleanup.plan();
        if (!plan.isSuccess()) {
            throw new IllegalStateException(plan.toText());
        }
        return plan.task("orphans").items().stream().map(PlannedItem::name).toList();
    }

    private static Collection<String> removed(Cleanup cleanup, List<String> removed) {
        removed.clear();
        CleanupReport report = cleanup.run();
        if (!report.isSuccess()) {
            throw new IllegalStateException(report.toText());
        }
        return List.copyOf(removed);
    }

    private static CleanupListener collectInto(List<String> removed) {
        return new CleanupListener() {
            @Override
            public void onItem(String task, ItemReport item) {
                if (item.outcome() instanceof Outcome.Deleted) {
                    removed.add(item.subject().toString());
                }
            }
        };
    }
}
