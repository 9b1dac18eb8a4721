package dev.cleanup.examples.faceswap;

import dev.cleanup.Cleanup;
import dev.cleanup.examples.web.Query;
import dev.cleanup.examples.web.RateLimit;
import dev.cleanup.examples.web.Role;
import dev.cleanup.examples.web.Web;
import dev.cleanup.support.EscapedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoints that clean up, for administrators: each operation, for real or as a rehearsal. */
final class CleanupRoutes {

    static final Role ADMIN = new Role("admin");
    static final String API = "/api/v1/admin/cleanup";
    static final int LONGEST_SESSION = 100;

    private static final Logger LOG = LoggerFactory.getLogger(CleanupRoutes.class);
    private static final int CALLS_AN_HOUR = 5;

    private final FaceSwapCleanup cleanup;
    private final Schedules schedules;
    private final FaceSwapSettings settings;
    private final Jdbi jdbi;
    private final InstantSource clock;

    CleanupRoutes(
            FaceSwapCleanup cleanup,
            Schedules schedules,
            FaceSwapSettings settings,
            DataSource database,
            InstantSource clock) {
        this.cleanup = cleanup;
        this.schedules = schedules;
        this.settings = settings;
        this.jdbi = Jdbi.create(database);
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        addOperation(routes, "/expired", this::expired);
        addOperation(routes, "/session/{id}", this::session);
        addOperation(routes, "/old-results", this::oldResults);
        addOperation(routes, "/orphaned", this::orphaned);
        addOperation(routes, "/all", this::all);
        routes.post(API + "/cancel", this::cancel, ADMIN);
    }

    /** Each operation has calls of its own, so that a rehearsal of one costs no other its run. */
    private void addOperation(RoutesConfig routes, String path, Handler handler) {
        RateLimit hourly = new RateLimit(CALLS_AN_HOUR, Duration.ofHours(1), clock);
        routes.post(API + path, hourly.limit(handler), ADMIN);
    }

    private void expired(Context ctx) {
        ctx.json(result(ctx, cleanup.expired()).named("cleanup_expired_images"));
    }

    private void session(Context ctx) {
        String id = Query.path(ctx, "id");
        if (id.length() > LONGEST_SESSION) {
            throw new BadRequestResponse("id must have at most " + LONGEST_SESSION + " letters");
        }
        ctx.json(result(ctx, cleanup.session(id)).named("cleanup_session").ofSession(id));
    }

    private void oldResults(Context ctx) {
        int days = days(ctx);
        Done done = perform(ctx, cleanup.oldResults(days));
        ctx.json(CleanupResult.of(done, jdbi).named("cleanup_old_results").ofDays(days, done.at()));
    }

    private void orphaned(Context ctx) {
        ctx.json(result(ctx, cleanup.orphaned()).named("cleanup_orphaned_files"));
    }

    private void all(Context ctx) {
        int days = days(ctx);
        ctx.json(FullResult.of(perform(ctx, cleanup.all(days)), days, jdbi));
    }

    private int days(Context ctx) {
        Query.onlyOf(ctx, "dry_run", "days_old");
        return Query.number(ctx, "days_old", settings.resultDays(), 1, FaceSwapSettings.MOST_DAYS);
    }

    private CleanupResult result(Context ctx, Cleanup operation) {
        Query.onlyOf(ctx, "dry_run");
        return CleanupResult.of(perform(ctx, operation), jdbi);
    }

    /** Runs an operation, or rehearses it, for the caller, whose name stands in the log and in the history. */
    private Done perform(Context ctx, Cleanup operation) {
        String caller = Web.caller(ctx).name();
        Cleanup asked = operation.requestedBy(caller);
        boolean dryRun = Query.flag(ctx, "dry_run");
        LOG.info("{} asks for {}, dry run: {}", EscapedText.escaped(caller), EscapedText.escaped(ctx.path()), dryRun);
        if (dryRun) {
            return Done.of(asked.plan());
        }
        return schedules
                .runNow(asked)
                .map(Done::of)
                .orElseThrow(() ->
                        new ConflictResponse("A cleanup is under way: try again when it has ended, or cancel it"));
    }

    private void cancel(Context ctx) {
        if (!schedules.cancel()) {
            throw new ConflictResponse("No cleanup is under way");
        }
        LOG.info("{} cancels the cleanup", EscapedText.escaped(Web.caller(ctx).name()));
        ctx.json(Map.of("message", "The cleanup ends after the items that it has in hand"));
    }
}
