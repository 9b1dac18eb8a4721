package dev.cleanup.examples.chatterbox;

import dev.cleanup.Cleanup;
import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Host;
import dev.cleanup.examples.web.HostMain;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.examples.web.Web;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.schedule.CleanupScheduler;
import dev.cleanup.settings.SettingsSource;
import io.javalin.Javalin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** Chatterbox, running: its server, its schedule and what both work with. Safe for use by several threads. */
public final class Chatterbox implements Host {

    private static final Duration DEMONSTRATION = Duration.ofHours(8);

    private final AtomicBoolean stopping = new AtomicBoolean();
    final CleanupScheduler scheduler;
    final CleanupScheduler sessionScheduler;
    private final Javalin server;

    private Chatterbox(ChatterboxSettings settings, InstantSource clock, CleanupListener listener) throws IOException {
        Path sessionFile = settings.beside("sessions.json");
        Files.createDirectories(settings.storagePath());
        Files.createDirectories(settings.sessionPath());
        if (settings.archivePath().isPresent()) {
            Files.createDirectories(settings.archivePath().get());
        }
        JsonDocument tokens = JsonDocument.at(settings.tokenFile());
        JsonDocument sessions = JsonDocument.at(sessionFile);

        ChatterboxCleanup composition = new ChatterboxCleanup(settings);
        Cleanup recovery = composition
                .recovery(tokens.lock())
                .clock(clock)
                .listener(listener)
                .listener(new ArchiveIndex(JsonDocument.at(settings.beside("archived.json"))))
                .build()
                .stopWhen(stopping::get);
        Cleanup caches = composition
                .sessions(sessionFile, sessions.lock())
                .clock(clock)
                .build()
                .stopWhen(stopping::get);
        this.scheduler =
                CleanupScheduler.of(recovery, settings.schedule()).clock(clock).build();
        this.sessionScheduler =
                CleanupScheduler.of(caches, settings.schedule()).clock(clock).build();

        RecoveryRoutes product = new RecoveryRoutes(
                new RecoveryTokens(tokens, settings.storagePath(), settings.retention(), clock),
                new SessionCaches(sessions, settings.sessionPath(), clock));
        CleanupRoutes cleaning = new CleanupRoutes(settings, recovery, scheduler, clock);
        SessionRoutes caching = new SessionRoutes(settings, caches, sessionScheduler, clock);
        this.server = Web.server(new Tokens(settings.server().secret(), clock), routes -> {
            product.addTo(routes);
            cleaning.addTo(routes);
            caching.addTo(routes);
        });
    }

    /** Starts Chatterbox with the settings of the environment, and says how to call it. */
    public static void main(String[] arguments) throws Exception {
        ChatterboxSettings settings = HostMain.settings(() -> ChatterboxSettings.from(SettingsSource.environment()));
        InstantSource clock = settings.server().clock();
        Chatterbox host = HostMain.start(() -> start(settings, clock, new CleanupListener() {}));
        host.scheduler.start();
        host.sessionScheduler.start();
        Tokens tokens = new Tokens(settings.server().secret(), clock);
        System.out.printf(
                "Chatterbox listens on http://localhost:%d%nexport TOKEN=%s%n",
                host.port(), tokens.issue(new Caller("admin", CleanupRoutes.ADMIN), DEMONSTRATION));
    }

    /** Starts the server, and not yet the schedules. */
    static Chatterbox start(ChatterboxSettings settings, InstantSource clock, CleanupListener listener)
            throws IOException {
        Chatterbox host = new Chatterbox(settings, clock, listener);
        host.server.start(settings.server().port());
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
        sessionScheduler.close();
        server.stop();
    }
}
