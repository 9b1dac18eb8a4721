package dev.cleanup.examples.chatterbox;

import static dev.cleanup.examples.chatterbox.CleanupRoutes.ADMIN;

import dev.cleanup.Cleanup;
import dev.cleanup.examples.web.Query;
import dev.cleanup.examples.web.RateLimit;
import dev.cleanup.examples.web.Web;
import dev.cleanup.schedule.CleanupScheduler;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;

/** The endpoints of the session caches: how full they are, what was cleaned up, and a run by hand. */
final class SessionRoutes {

    private static final int CALLS_A_MINUTE = 10;

    private final ChatterboxSettings settings;
    private final Cleanup cleanup;
    private final CleanupScheduler scheduler;
    private final RateLimit limit;

    SessionRoutes(ChatterboxSettings settings, Cleanup cleanup, CleanupScheduler scheduler, InstantSource clock) {
        this.settings = settings;
        this.cleanup = cleanup;
        this.scheduler = scheduler;
        this.limit = new RateLimit(CALLS_A_MINUTE, Duration.ofMinutes(1), clock);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/sessions/status", limit.limit(this::status), ADMIN);
        routes.post("/api/sessions/cleanup", limit.limit(this::clean), ADMIN);
    }

    private void status(Context ctx) {
        ctx.json(SessionStatus.of(cleanup, settings.maxSessions()));
    }

    private void clean(Context ctx) {
        Query.onlyOf(ctx, "dry_run");
        String caller = Web.caller(ctx).name();
        if (Query.flag(ctx, "dry_run")) {
            ctx.json(SessionResult.of(cleanup.requestedBy(caller).plan()));
        } else {
            ctx.json(scheduler
                    .runNow(mine -> mine.requestedBy(caller))
                    .map(SessionResult::of)
                    .orElseThrow(() -> new ConflictResponse("A cleanup is under way: try again when it has ended")));
        }
    }
}
