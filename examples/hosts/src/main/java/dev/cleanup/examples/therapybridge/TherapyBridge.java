package dev.cleanup.examples.therapybridge;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Host;
import dev.cleanup.examples.web.HostMain;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.examples.web.Web;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.metrics.CleanupMetrics;
import dev.cleanup.micrometer.CleanupMeters;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.schedule.CleanupScheduler;
import dev.cleanup.schedule.CleanupSchedulerBuilder;
import dev.cleanup.settings.LoadedSettings;
import dev.cleanup.settings.SettingsSource;
import dev.cleanup.storage.StorageTarget;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** TherapyBridge, running: its server, its schedule and what both work with. Safe for use by several threads. */
public final class TherapyBridge implements Host {

    private static final Duration DEMONSTRATION = Duration.ofHours(8);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    final CleanupScheduler scheduler;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final InstantSource clock;
    private final CleanupListener listener;
    private final HikariDataSource database;
    private final ExecutorService lister = Executors.newSingleThreadExecutor(TherapyBridge::daemon);
    private final CleanupMetrics metrics;
    private final Notices notices;
    private final CleanupListener alerts;
    private final Cleanup cleanup;
    private final Javalin server;

    private TherapyBridge(
            LoadedSettings<TherapyBridgeSettings> loaded,
            StorageTarget storage,
            InstantSource clock,
            CleanupListener listener)
            throws IOException, SQLException {
        TherapyBridgeSettings settings = loaded.value();
        this.clock = clock;
        this.listener = listener;
        this.database = database(settings);
        Sessions sessions = new Sessions(database, settings.uploadPath(), clock).createTable();
        this.metrics = new CleanupMetrics()
                .expect(TherapyBridgeCleanup.NAME, TherapyBridgeCleanup.FAILED, TherapyBridgeCleanup.ORPHANS)
                .storageUsed("audio", this::used);
        this.notices = new Notices(settings.notices(), GOODBYE);
        this.alerts = notices.listener(this::used);
        TherapyBridgeCleanup composition = new TherapyBridgeCleanup(storage, database, settings).createTables();
        this.cleanup = composed(composition.everything());
        this.scheduler = scheduler(cleanup, settings, clock);
        this.server = Web.server(new Tokens(settings.server().secret(), clock), routes -> {
            new SessionRoutes(sessions).addTo(routes);
            new CleanupRoutes(
                            cleanup,
                            (first, last) -> composed(composition.withSessionsOf(first, last)),
                            scheduler,
                            CleanupConfig.of(loaded))
                    .addTo(routes);
            new PlanRoutes(cleanup, settings.uploadPath().resolveSibling("plan.json")).addTo(routes);
            new QuarantineRoutes(cleanup).addTo(routes);
            new WatchRoutes(composition.history(), registry(metrics), clock).addTo(routes);
        });
    }

    static HikariDataSource database(TherapyBridgeSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.databaseUrl());
        return new HikariDataSource(config);
    }

    /** Where the recordings lie; what is not there yet is made. */
    static LocalDirectory storage(TherapyBridgeSettings settings) throws IOException {
        Files.createDirectories(settings.uploadPath());
        if (settings.removal().way() == RemovalSettings.Way.ARCHIVE) {
            Files.createDirectories(settings.removal().archivePath());
        }
        return LocalDirectory.at(settings.uploadPath());
    }

    private static CleanupScheduler scheduler(Cleanup cleanup, TherapyBridgeSettings settings, InstantSource clock) {
        CleanupSchedulerBuilder scheduler =
                CleanupScheduler.of(cleanup, settings.schedule()).clock(clock);
        return (settings.onStartup() ? scheduler.firstRunInBackground() : scheduler).build();
    }

    private static PrometheusMeterRegistry registry(CleanupMetrics metrics) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new CleanupMeters(metrics).bindTo(registry);
        return registry;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "therapybridge-lister");
        thread.setDaemon(true);
        return thread;
    }

    /** All cleanups of the host go by its clock, tell the same listeners, and end with it. */
    private Cleanup composed(CleanupBuilder builder) {
        return builder.clock(clock)
                .helperExecutor(lister)
                .listener(metrics)
                .listener(alerts)
                .listener(listener)
                .build()
                .stopWhen(stopping::get);
    }

    private long used() {
        return cleanup.storageUsage().bytes();
    }

    /** Starts TherapyBridge with the settings of the environment, and says how to call it. */
    public static void main(String[] arguments) throws Exception {
        LoadedSettings<TherapyBridgeSettings> loaded =
                HostMain.settings(() -> TherapyBridgeSettings.from(SettingsSource.environment()));
        InstantSource clock = loaded.value().server().clock();
        TherapyBridge host =
                HostMain.start(() -> start(loaded, storage(loaded.value()), clock, new CleanupListener() {}));
        host.scheduler.start();
        Tokens tokens = new Tokens(loaded.value().server().secret(), clock);
        System.out.printf(
                "TherapyBridge listens on http://localhost:%d%nexport TOKEN=%s%n",
                host.port(), tokens.issue(new Caller("admin", Roles.ADMIN), DEMONSTRATION));
    }

    /** Starts the server, and not yet the schedule. */
    static TherapyBridge start(
            LoadedSettings<TherapyBridgeSettings> loaded,
            StorageTarget storage,
            InstantSource clock,
            CleanupListener listener)
            throws IOException, SQLException {
        TherapyBridge host = new TherapyBridge(loaded, storage, clock, listener);
        host.server.start(loaded.value().server().port());
        return host;
    }

    @Override
    public int port() {
        return server.port();
    }

    /** Also ends a run that somebody asked for by hand, which the schedule would wait for. */
    @Override
    public void close() {
        stopping.set(true);
        scheduler.close();
        server.stop();
        notices.close();
        lister.shutdown();
        database.close();
    }
}
