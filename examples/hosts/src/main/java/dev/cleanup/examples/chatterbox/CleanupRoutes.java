package dev.cleanup.examples.chatterbox;

import dev.cleanup.Cleanup;
import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Query;
import dev.cleanup.examples.web.RateLimit;
import dev.cleanup.examples.web.Role;
import dev.cleanup.examples.web.Web;
import dev.cleanup.schedule.CleanupScheduler;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;

/** The endpoints of the cleanup: a run by hand, metrics, and the schedule. */
final class CleanupRoutes {

    static final Role ADMIN = new Role("admin");

    private static final int CALLS_A_MINUTE = 10;

    private final ChatterboxSettings settings;
    private final Cleanup cleanup;
    private final CleanupScheduler scheduler;
    private final RateLimit limit;

    CleanupRoutes(ChatterboxSettings settings, Cleanup cleanup, CleanupScheduler scheduler, InstantSource clock) {
        this.settings = settings;
        this.cleanup = cleanup;
        this.scheduler = scheduler;
        this.limit = new RateLimit(CALLS_A_MINUTE, Duration.ofMinutes(1), clock);
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/cleanup/manual", limit.limit(this::manual), ADMIN);
        routes.get("/api/cleanup/metrics", limit.limit(this::metrics), ADMIN);
        routes.post("/api/cleanup/schedule/start", limit.limit(this::start), ADMIN);
        routes.post("/api/cleanup/schedule/stop", limit.limit(this::stop), ADMIN);
        routes.get("/api/cleanup/schedule/status", limit.limit(this::status), ADMIN);
    }

    private void manual(Context ctx) {
        Query.onlyOf(ctx, "dry_run");
        Caller caller = Web.caller(ctx);
        if (Query.flag(ctx, "dry_run")) {
            ctx.json(CleanupResult.of(cleanup.requestedBy(caller.name()).plan()));
        } else {
            ctx.json(scheduler
                    .runNow(mine -> mine.requestedBy(caller.name()))
                    .map(CleanupResult::of)
                    .orElseThrow(() -> new ConflictResponse("A cleanup is under way: try again when it has ended")));
        }
    }

    private void metrics(Context ctx) {
        ctx.json(Metrics.of(cleanup, settings));
    }

    private void start(Context ctx) {
        scheduler.start();
        status(ctx);
    }

    private void stop(Context ctx) {
        scheduler.stop();
        status(ctx);
    }

    private void status(Context ctx) {
        ctx.json(ScheduleState.of(scheduler, settings.interval()));
    }
}
