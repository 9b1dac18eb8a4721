package dev.cleanup.examples.chatterbox;

import static dev.cleanup.examples.chatterbox.CleanupRoutes.ADMIN;

import dev.cleanup.Cleanup;
import dev.cleanup.examples.web.Query;
import dev.cleanup.examples.web.RateLimit;
import dev.cleanup.examples.web.Web;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;

/** The endpoints of the session caches: how full they are, and a run by hand. */
final class SessionRoutes {

    private static final int CALLS_A_MINUTE = 10;

    private final ChatterboxSettings settings;
    private final Cleanup cleanup;
    private final RateLimit limit;

    SessionRoutes(ChatterboxSettings settings, Cleanup cleanup, InstantSource clock) {
        this.settings = settings;
        this.cleanup = cleanup;
        this.limit = new RateLimit(CALLS_A_MINUTE, Duration.ofMinutes(1), clock);
    }

    /** How full the caches are. */
    private record StorageInfo(long usage, long limit, double percent) {}

    /** What a run did, or would do. */
    private record Cleared(boolean success, long sessionsCleared, long bytesFreed) {

        static Cleared of(CleanupReport report) {
            return new Cleared(
                    report.isSuccess(),
                    report.records().settled(),
                    report.files().bytes());
        }

        static Cleared of(CleanupPlan plan) {
            return new Cleared(
                    plan.isSuccess(),
                    plan.tasks().stream()
                            .mapToLong(task -> task.totals().items())
                            .sum(),
                    plan.tasks().stream()
                            .mapToLong(task -> task.totals().bytes())
                            .sum());
        }
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/sessions/status", limit.limit(this::status), ADMIN);
        routes.post("/api/sessions/cleanup", limit.limit(this::clean), ADMIN);
    }

    private void status(Context ctx) {
        long usage = cleanup.storageUsed().bytes();
        long quota = settings.maxSessions().bytes();
        ctx.json(new StorageInfo(usage, quota, quota == 0 ? 0 : 100.0 * usage / quota));
    }

    private void clean(Context ctx) {
        Cleanup asked = cleanup.by(Web.caller(ctx).name());
        ctx.json(Query.flag(ctx, "dry_run") ? Cleared.of(asked.plan()) : Cleared.of(asked.run()));
    }
}
