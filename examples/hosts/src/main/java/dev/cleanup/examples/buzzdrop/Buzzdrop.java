package dev.cleanup.examples.buzzdrop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cleanup.Cleanup;
import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Host;
import dev.cleanup.examples.web.HostMain;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.examples.web.Web;
import dev.cleanup.history.RunHistory;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.schedule.CleanupScheduler;
import dev.cleanup.settings.SettingsSource;
import io.javalin.Javalin;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** Buzzdrop, running: its server, its schedule and what both work with. Safe for use by several threads. */
public final class Buzzdrop implements Host {

    private static final Duration DEMONSTRATION = Duration.ofHours(8);

    final CleanupScheduler scheduler;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final HikariDataSource database;
    private final Javalin server;

    private Buzzdrop(BuzzdropSettings settings, InstantSource clock, CleanupListener listener)
            throws IOException, SQLException {
        this.database = database(settings);
        UploadStore store = store(settings);
        Uploads uploads = new Uploads(database, store, settings.zone(), clock).createTable();
        RunHistory history = BuzzdropCleanup.history(database);
        Cleanup cleanup = BuzzdropCleanup.over(store.storage(), database, history, settings)
                .clock(clock)
                .listener(listener)
                .build()
                .stopWhen(stopping::get);
        this.scheduler = CleanupScheduler.of(cleanup, settings.schedule())
                .firstRunInBackground()
                .clock(clock)
                .build();
        Tokens tokens = new Tokens(settings.server().secret(), clock);
        AdminRoutes admin =
                new AdminRoutes(new Dashboard(cleanup, history, scheduler, uploads), scheduler, tokens, clock);
        UploadRoutes sharing = new UploadRoutes(uploads);
        this.server = Web.server(tokens, routes -> {
            sharing.addTo(routes);
            admin.addTo(routes);
        });
    }

    static HikariDataSource database(BuzzdropSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.databaseUrl());
        return new HikariDataSource(config);
    }

    static UploadStore store(BuzzdropSettings settings) throws IOException {
        return settings.storageUrl().isPresent()
                ? new ObjectUploads(new ObjectStore(settings.storageUrl().get()))
                : LocalUploads.in(settings.uploadFolder());
    }

    /** Starts Buzzdrop with the settings of the environment, and says how to call it. */
    public static void main(String[] arguments) throws Exception {
        BuzzdropSettings settings = HostMain.settings(() -> BuzzdropSettings.from(SettingsSource.environment()));
        InstantSource clock = settings.server().clock();
        Buzzdrop host = HostMain.start(() -> start(settings, clock, new CleanupListener() {}));
        Tokens tokens = new Tokens(settings.server().secret(), clock);
        System.out.printf(
                "Buzzdrop listens on http://localhost:%d/admin%nexport TOKEN=%s%n",
                host.port(), tokens.issue(new Caller("admin", AdminRoutes.ADMIN), DEMONSTRATION));
    }

    /** Starts the server, and the background service if that is enabled. */
    static Buzzdrop start(BuzzdropSettings settings, InstantSource clock, CleanupListener listener)
            throws IOException, SQLException {
        Buzzdrop host = new Buzzdrop(settings, clock, listener);
        host.server.start(settings.server().port());
        if (settings.enabled()) {
            host.scheduler.start();
        }
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
        database.close();
    }
}
