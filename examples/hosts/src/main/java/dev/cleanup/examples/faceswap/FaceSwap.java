package dev.cleanup.examples.faceswap;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cleanup.Cleanup;
import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Host;
import dev.cleanup.examples.web.HostMain;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.examples.web.Web;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunHistory;
import dev.cleanup.jdbc.JdbcClaimLedger;
import dev.cleanup.jdbc.JdbcHistory;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.settings.SettingsSource;
import dev.cleanup.storage.StorageTarget;
import io.javalin.Javalin;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** FaceSwap, running: its server, its schedules and what both work with. Safe for use by several threads. */
public final class FaceSwap implements Host {

    private static final Duration DEMONSTRATION = Duration.ofHours(8);

    final Schedules schedules;
    private final HikariDataSource database;
    private final ExecutorService scanning = Executors.newCachedThreadPool(FaceSwap::daemon);
    private final ProgressFeed progress = new ProgressFeed();
    private final Javalin server;

    private FaceSwap(
            FaceSwapSettings settings,
            InstantSource clock,
            CleanupListener listener,
            UnaryOperator<StorageTarget> storages)
            throws IOException, SQLException {
        this.database = database(settings);
        Schema.create(database);
        JdbcClaimLedger.in(database).create();
        RunHistory history =
                JdbcHistory.in(database, HistoryRetention.newest(1000)).createTables();
        ImageFiles files = ImageFiles.in(settings.storage());
        StorageTarget storage = storages.apply(LocalDirectory.at(settings.storage()));
        QueryTimes queries = new QueryTimes();
        FaceSwapCleanup cleanup = new FaceSwapCleanup(
                queries.counting(database),
                settings.lockPatience(),
                () -> Cleanup.of(FaceSwapCleanup.NAME, storage)
                        .helperExecutor(scanning)
                        .history(history)
                        .clock(clock)
                        .listener(progress)
                        .listener(listener));
        this.schedules = new Schedules(cleanup, settings, clock);
        StudioRoutes studio = new StudioRoutes(new Images(database, files, clock));
        CleanupRoutes cleaning = new CleanupRoutes(cleanup, schedules, settings, database, clock);
        InsightRoutes insight = new InsightRoutes(cleanup, history, queries, progress, database, clock);
        this.server = Web.server(new Tokens(settings.server().secret(), clock), routes -> {
            studio.addTo(routes);
            StudioRoutes.addTasksTo(routes, "tasks", new Tasks(database, "tasks", files, clock));
            StudioRoutes.addTasksTo(routes, "batches", new Tasks(database, "batch_tasks", files, clock));
            cleaning.addTo(routes);
            insight.addTo(routes);
        });
    }

    private static HikariDataSource database(FaceSwapSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.databaseUrl());
        return new HikariDataSource(config);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "faceswap-scanning");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts FaceSwap with the settings of the environment, and says how to call it. */
    public static void main(String[] arguments) throws Exception {
        FaceSwapSettings settings = HostMain.settings(() -> FaceSwapSettings.from(SettingsSource.environment()));
        InstantSource clock = settings.server().clock();
        FaceSwap host =
                HostMain.start(() -> start(settings, clock, new CleanupListener() {}, UnaryOperator.identity()));
        Tokens tokens = new Tokens(settings.server().secret(), clock);
        System.out.printf(
                "FaceSwap listens on http://localhost:%d%nexport TOKEN=%s%nexport WORKER=%s%n",
                host.port(),
                tokens.issue(new Caller("admin", CleanupRoutes.ADMIN), DEMONSTRATION),
                tokens.issue(new Caller("worker", StudioRoutes.WORKER), DEMONSTRATION));
    }

    /**
     * Finishes what an earlier process has begun, so that nobody meets an image without its file; starts the server, and
     * the schedules if they are enabled.
     *
     * @param storages makes of the directory what the cleanup sees
     */
    static FaceSwap start(
            FaceSwapSettings settings,
            InstantSource clock,
            CleanupListener listener,
            UnaryOperator<StorageTarget> storages)
            throws IOException, SQLException {
        FaceSwap host = new FaceSwap(settings, clock, listener, storages);
        host.schedules.finishWhatWasBegun();
        host.server.start(settings.server().port());
        if (settings.enabled()) {
            host.schedules.start();
        }
        return host;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        schedules.close();
        progress.close();
        server.stop();
        scanning.shutdown();
        database.close();
    }
}
